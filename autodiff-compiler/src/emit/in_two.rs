//! A function and its adjoint with a record between them, and the calls of such.
//!
//! ```text
//! fn f_augmented(tape: &mut Tape, x: &[f64]) -> (f64, usize) {
//!     ..
//!     let at = tape.position();
//!     tape.give(w4_tape);
//!     (y, at)
//! }
//! fn f_reverse_into(tape: &Tape, at: usize, x: &[f64], y_bar: f64, x_bar: &mut [f64]) {
//!     let mut record = tape.record(at);
//!     let w4_tape: &[f64] = record.given();
//!     ..
//! }
//! ```
//!
//! A caller asks for both by the type beside the companion (core's `augmented!` and `reverse!`), or by the
//! [method](method) beside a method.

mod data;
mod method;

use super::body::{self, Body};
use super::code::{self, Binding, Suffix};
use super::companion::{self, Target};
use super::open::{HowOpen, Open};
use super::second::{Says, as_seen, given as given_seed, is_read, proof, types};
use super::{Context, call, constants, located, memory, shadows, shape, uses};
use crate::analysis::{Recorded, Roots, Spared, roots};
use crate::ir::{Atom, Block, Bulk, BulkOp, Call, Form, Func, Memory, Param, Record, Shape, Stmt, Value};
use crate::protocol::{Companion, Output};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) use method::method_in_two;
pub(super) use method::{method, of_method, receiver};

/// A function and its adjoint, and how what is between them lies on the tape.
pub(crate) struct Parts<'a> {
    /// Gives the value, and behind it what is recorded.
    pub(crate) augmented: &'a Func,
    /// Takes that behind the function's own arguments.
    pub(crate) reverse: Cow<'a, Func>,
    pub(crate) recorded: &'a [Recorded],
}

/// Where the tape is that the callees of a body record on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tape {
    /// No callee records anything.
    Unused,
    /// It is made for this body.
    Own,
    /// It is a parameter.
    Given,
}

impl Tape {
    pub(crate) fn of(func: &Func) -> Tape {
        let has_record = |stmt: &Stmt| matches!(stmt, Stmt::Call(call) if call.record != Record::None);
        if func.body.any(has_record) { Tape::Own } else { Tape::Unused }
    }

    /// The statement that makes it.
    pub(super) fn made(self, body: &Body<'_>) -> TokenStream {
        if self != Tape::Own {
            return TokenStream::new();
        }
        let (tape, callee) = (ident("tape"), body.private("callee"));
        quote!(let mut #tape = #callee::Tape::new();)
    }

    fn exclusive(self) -> TokenStream {
        let tape = ident("tape");
        if self == Tape::Given { quote!(#tape) } else { quote!(&mut #tape) }
    }

    fn shared(self) -> TokenStream {
        let tape = ident("tape");
        if self == Tape::Given { quote!(#tape) } else { quote!(&#tape) }
    }
}

/// A name that nobody else has.
fn ident(name: &str) -> Ident {
    format_ident!("__{name}", span = Span::mixed_site())
}

/// The companion that runs the function and records.
pub(crate) fn augmented(cx: &Context<'_>, in_two: &Parts<'_>) -> TokenStream {
    let func = in_two.augmented;
    let target = Target { func, companion: Companion::Augmented };
    let (mut body, params) = companion::opened(cx, &target);
    body.tape = Tape::Given;
    let (value, recorded) = func.body.yields.split_at(func.body.yields.len() - in_two.recorded.len());
    let ways = ways(in_two);
    let lent = recorded.iter().zip(&ways).filter(|(_, (way, _))| *way == Recorded::Lent);
    body.room.extend(lent.filter_map(|(atom, _)| atom.value()));
    let stmts = body::statements(cx, &mut body, &func.body.stmts);
    body.site = uses::site(&func.body);
    let Shape::Tuple(parts) = &func.result else { unreachable!("the value, and what is recorded") };
    let (tape, at) = (ident("tape"), ident("at"));
    // What is copied is still there when the value is given.
    let puts: TokenStream = recorded.iter().zip(ways).map(|(atom, way)| put(&mut body, *atom, way)).collect();
    let handles = recorded.iter().filter_map(|atom| atom.value());
    handles.for_each(|w| body.uses.is_behind(w, body.site));
    let value = body::result(&mut body, &parts[0], &mut value.iter().copied());
    let before = companion::before(cx, &body);
    let krate = body.krate.clone();
    let params = [quote!(#tape: &mut #krate::__private::callee::Tape)].into_iter().chain(params).collect();
    let params = method::receiver_first(cx, Companion::Augmented, params);
    let result = shape::shape_type(&krate, &shape::owned(&parts[0]));
    let inside = quote!(#before #stmts let #at = #tape.position(); #puts (#value, #at));
    let result = quote!(-> (#result, ::core::primitive::usize));
    function(cx, Companion::Augmented, (params, result), inside)
}

/// How each of the values lies on the tape, and how much of it there is. What is there on one path only is an
/// `Option` there, or has such in it, and no vector of floats.
fn ways(in_two: &Parts<'_>) -> Vec<(Recorded, HowOpen)> {
    let (open, yields) = (Open::of(in_two.augmented), &in_two.augmented.body.yields);
    let recorded = yields[yields.len() - in_two.recorded.len()..].iter().zip(in_two.recorded);
    let way = |(atom, way): (&Atom, &Recorded)| match open.how(*atom) {
        HowOpen::Never => (*way, HowOpen::Never),
        how => (Recorded::Copied, how),
    };
    recorded.map(way).collect()
}

/// Puts one of the values on the tape.
fn put(body: &mut Body<'_>, atom: Atom, (way, how): (Recorded, HowOpen)) -> TokenStream {
    let tape = ident("tape");
    let kind = body.kind_of(atom).expect("what is recorded is a value");
    let Some(of) = kind.memory() else {
        let code = code::atom(body, atom, kind, Suffix::Typed).at_least(Binding::Prefix);
        return quote!(#tape.put(&#code););
    };
    let handle = atom.value().expect("it has been made");
    if way != Recorded::Copied {
        let vector = memory::owned(body, handle);
        return quote!(#tape.give(#vector););
    }
    let spot = memory::handle(body, handle);
    if of.has_own() || how != HowOpen::Never {
        let code = data::kept(body, handle, &spot);
        return quote!(#tape.keep(#code););
    }
    let (code, put) = match of.form {
        Form::Array(_) => (spot.shared(), "put"),
        _ => (spot.viewed(), "put_slice"),
    };
    let put = Ident::new(put, Span::call_site());
    quote!(#tape.#put(#code);)
}

/// The companion that reads the record and adds into shadows.
pub(crate) fn reverse_into(cx: &Context<'_>, in_two: &Parts<'_>) -> TokenStream {
    let func = &*in_two.reverse;
    let target = Target { func, companion: Companion::ReverseInto };
    let own = cx.signature.params.len();
    let recorded = own..own + in_two.recorded.len();
    let (mut body, params) = companion::opened_without(cx, &target, recorded.clone());
    body.tape = Tape::Given;
    let kept = companion::Kept::Added;
    let shadows = shadows::shadows(cx, &mut body, kept);
    // Shadows have the names that are promised, whatever the function calls what is recorded.
    let recorded = &func.params[recorded];
    let ways = ways(in_two);
    let reads: TokenStream = recorded.iter().zip(ways).map(|(param, way)| read(cx, &mut body, param, way)).collect();
    let params = shadows::among(cx, func, params, &shadows);
    let stmts = body::statements(cx, &mut body, &func.body.stmts);
    body.site = uses::site(&func.body);
    let stores = shadows::stores(&mut body, kept, &shadows, &mut func.body.yields.iter().copied());
    let before = companion::before(cx, &body);
    let (tape, at, record, krate) = (ident("tape"), ident("at"), ident("record"), body.krate.clone());
    let taken = [quote!(#tape: &#krate::__private::callee::Tape), quote!(#at: ::core::primitive::usize)];
    let params = method::receiver_first(cx, Companion::ReverseInto, taken.into_iter().chain(params).collect());
    let record = (!recorded.is_empty()).then(|| quote!(let mut #record = #tape.record(#at);));
    let inside = quote!(#before #record #reads #stmts #stores);
    function(cx, Companion::ReverseInto, (params, TokenStream::new()), inside)
}

/// `let w4_tape: &[f64] = record.slice();`
fn read(cx: &Context<'_>, body: &mut Body<'_>, param: &Param, (way, how): (Recorded, HowOpen)) -> TokenStream {
    let own = cx.signature.params.len();
    if how != HowOpen::Never {
        return data::read_open(body, param, how);
    }
    let declaration = companion::parameter(cx, body, own, param);
    let record = ident("record");
    let shape = param.form.shape();
    let is_lent = matches!(shape, Some(Shape::Ref(_)));
    let is_kept = shape
        .is_some_and(|shape| shape.leaves().into_iter().any(|w| body.kind(*w).memory().is_some_and(Memory::has_own)));
    let read = match (way, is_kept, is_lent) {
        (Recorded::Given | Recorded::Lent, ..) => "given",
        (Recorded::Copied, true, true) => "kept",
        (Recorded::Copied, true, false) => "kept_value",
        (Recorded::Copied, false, true) => "slice",
        (Recorded::Copied, false, false) => "next",
    };
    let read = Ident::new(read, Span::call_site());
    quote!(let #declaration = #record.#read();)
}

fn function(
    cx: &Context<'_>,
    companion: Companion,
    (params, result): (Vec<TokenStream>, TokenStream),
    inside: TokenStream,
) -> TokenStream {
    let (head, name) = (companion::head(cx, companion.row()), companion::name(cx, &companion.ending()));
    let span = cx.signature.ident.span();
    let [params, inside] = [quote!(#(#params),*), inside].map(|tokens| located::at(span, tokens));
    let where_clause = cx.signature.bounds(companion);
    let function = located::unwrapped(quote!(#head fn #name(#params) #result #where_clause { #inside }));
    let krate = &cx.krate;
    quote!(#krate::__private::recording! { { #function } {} })
}

/// What the type beside the companion says of the two.
pub(super) fn told(cx: &Context<'_>, says: Says<'_>) -> TokenStream {
    let (vis, is_read, proof) = (&cx.signature.vis, is_read(Some(says)), proof(cx));
    let (function, name, krate) = (&cx.signature.ident, &cx.signature.name, &cx.krate);
    let [taken, given] = [Companion::Augmented, Companion::ReverseInto].map(|of| types(cx, of, Some(says)));
    let seed = given_seed(cx, Companion::ReverseInto, Some(says));
    let [augmented, reverse] =
        [Companion::Augmented, Companion::ReverseInto].map(|of| companion::name(cx, &of.ending()));
    let value = super::border::Border::of(cx, "").result(Output::Value);
    // The function may be called as the parameter would be.
    let (found, along) = (ident("found"), constants::along_record(cx, says));
    quote! {
        #along
        #[inline]
        #vis const fn reverse_reads(argument: ::core::primitive::usize) -> ::core::primitive::bool { #is_read }
        #[inline]
        #vis fn augmented<F: 'static, W>(#found: F, _: W) -> fn(#(#taken),*) -> (#value, ::core::primitive::usize) {
            #krate::__private::callee::assert_is(#found, #function, #name);
            #augmented
        }
        #[inline]
        #vis fn reverse<F: 'static, W>(found: F, _: W) -> fn(#(#given),*) {
            #proof
            #reverse
        }
        #seed
    }
}

/// Whether the call gives the position of a record that somebody reads.
pub(super) fn is_recorded(body: &Body<'_>, call: &Call) -> bool {
    call.record.made().is_some_and(|at| body.uses.count(at) > 0)
}

/// Whether the call is of an adjoint that may read a record.
pub(super) fn is_adjoint(call: &Call) -> bool {
    matches!(call.record, Record::Read(_))
}

/// What is called, if it may record or read what was recorded: with the tape before its arguments.
pub(super) fn callee(
    body: &mut Body<'_>,
    call: &Call,
    callee: TokenStream,
    args: &mut Vec<TokenStream>,
) -> TokenStream {
    let names: Vec<_> = (0..args.len()).map(|i| ident(&format!("argument_{i}"))).collect();
    let companion = call::companion_path(&body.krate, &call.callee, Spared::COMPANION);
    let companion = located::verbatim(as_seen(companion));
    match call.record {
        Record::Made(_) if is_recorded(body, call) => {
            args.insert(0, body.tape.exclusive());
            let augmented = body.private("augmented");
            quote!(#augmented!((#(#names),*), (#callee), #companion))
        }
        Record::Read(at) => {
            let usize_kind = crate::ir::Kind::Int(crate::ir::IntKind::Usize);
            args.insert(0, code::atom(body, at, usize_kind, Suffix::Bare).tokens);
            args.insert(0, body.tape.shared());
            let is_asked = constants::are_asked_for(body, call);
            let reverse = body.private(if is_asked { "along_reverse" } else { "reverse" });
            quote!(#reverse!((#(#names),*), #companion))
        }
        Record::None | Record::Made(_) => callee,
    }
}

/// Room on the tape for a vector that it is given in the end.
pub(super) fn room(len: &TokenStream) -> TokenStream {
    let tape = ident("tape");
    quote!(#tape.unwritten(#len))
}

/// The variable of the position of a record that somebody reads.
pub(super) fn position(body: &mut Body<'_>, call: &Call) -> Option<TokenStream> {
    let at = call.record.made().filter(|_| is_recorded(body, call))?;
    Some(body.variable(at))
}

/// The pattern of what a call gives, and its type, with the position of a record behind it.
pub(super) fn with_position(
    at: Option<TokenStream>,
    dst: TokenStream,
    ty: Option<TokenStream>,
) -> (TokenStream, Option<TokenStream>) {
    match at {
        Some(at) => (quote!((#dst, #at)), ty.map(|ty| quote!(: (#ty, _)))),
        None => (dst, ty.map(|ty| quote!(: #ty))),
    }
}

/// What stands before and behind an iteration whose records nobody reads afterwards.
pub(super) fn taken_back(body: &Body<'_>, iteration: &Block) -> (TokenStream, TokenStream) {
    if body.tape == Tape::Unused || !is_taken_back(body.func, iteration) {
        return <_>::default();
    }
    let (tape, mark) = (ident("tape"), ident("mark"));
    (quote!(let #mark = #tape.mark();), quote!(#tape.take_back(#mark);))
}

/// Whether records are made in the block, and all of their positions stay in it.
fn is_taken_back(func: &Func, block: &Block) -> bool {
    let (mut made, mut local): (BTreeSet<Value>, BTreeSet<Value>) = Default::default();
    block.visit(&mut |stmt| {
        if let Stmt::Call(call) = stmt {
            made.extend(call.record.made());
        }
        local.extend(stmt.effects(&func.values).makes);
    });
    let roots = roots(func);
    begun_anew(&roots, &mentions(&roots, &func.body), block, &mut local);
    let is_local = |handle: Value| local.contains(&roots.root(handle));
    let mut stays = !made.is_empty();
    let reads = |atoms: &[Atom]| atoms.iter().filter_map(|atom| atom.value()).any(|w| made.contains(&w));
    stays &= !reads(&block.yields);
    block.visit(&mut |stmt| {
        let goes = match stmt {
            Stmt::Call(_) => false,
            Stmt::Store(store) => !is_local(store.place.base),
            Stmt::Bulk(bulk) => match &bulk.op {
                BulkOp::Push { dst, .. } => !is_local(dst.base),
                _ => true,
            },
            _ => true,
        };
        stays &= !goes || !reads(&stmt.operands());
        stays &= stmt.regions().into_iter().all(|region| !reads(&region.yields));
    });
    stays
}

/// Notes the buffers of which a block, or one in it, has nothing but what it puts there itself: it clears
/// them before it names them, or sets all of them before it looks at one, and nobody else does. They were
/// made before the loops around it.
fn begun_anew(roots: &Roots, everywhere: &BTreeMap<Value, usize>, block: &Block, local: &mut BTreeSet<Value>) {
    let inside = mentions(roots, block);
    let mut named = BTreeSet::new();
    for stmt in &block.stmts {
        if let Stmt::Bulk(Bulk { op: BulkOp::Reset { dst, .. } | BulkOp::Unwrite { dst, .. }, .. }) = stmt
            && dst.path.is_empty()
        {
            let buffer = roots.root(dst.base);
            let is_of_block = everywhere.get(&buffer) == inside.get(&buffer);
            local.extend(Some(buffer).filter(|buffer| is_of_block && !named.contains(buffer)));
        }
        stmt.regions().into_iter().for_each(|region| begun_anew(roots, everywhere, region, local));
        note(roots, stmt, &mut |root| {
            named.insert(root);
        });
    }
}

/// How often a block names memory, or a value.
fn mentions(roots: &Roots, block: &Block) -> BTreeMap<Value, usize> {
    let mut times = BTreeMap::new();
    block.stmts.iter().for_each(|stmt| note(roots, stmt, &mut |root| *times.entry(root).or_default() += 1));
    block.yields.iter().filter_map(|atom| atom.value()).for_each(|w| *times.entry(roots.root(w)).or_default() += 1);
    times
}

/// Whatever a statement names, and what it holds.
fn note(roots: &Roots, stmt: &Stmt, found: &mut impl FnMut(Value)) {
    let places = stmt.places().into_iter().map(|place| place.base);
    places.chain(stmt.operands().into_iter().filter_map(Atom::value)).for_each(|w| found(roots.root(w)));
    for region in stmt.regions() {
        region.stmts.iter().for_each(|stmt| note(roots, stmt, found));
        region.yields.iter().filter_map(|atom| atom.value()).for_each(|w| found(roots.root(w)));
    }
}
