//! Statements and blocks.

use super::closure::ClosureTokens;
use super::code::{self, Code, Suffix};
use super::in_two::Tape;
use super::lent::Lent;
use super::memory::{self, Handle, Holds};
use super::names::Names;
use super::open::Open;
use super::uses::{self, Site, Uses};
use super::{Context, branch, bulk, chunks, effect, located, loops, room, shadows, shape, stretch, whole};
use crate::analysis::{Spared, spared};
use crate::ir::{Apply, Atom, Block, Form, Func, Kind, Op, Origin, Shape, Stmt, Value, text_of};
use crate::protocol::Companion;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// How a report to the trace is written.
pub(crate) type WriteProbe<'f> = &'f dyn Fn(&mut Body<'_>, &crate::ir::Probe) -> TokenStream;

/// The body of a companion while it is written.
pub(crate) struct Body<'f> {
    pub(crate) func: &'f Func,
    pub(crate) names: Names,
    /// The path of this crate.
    pub(crate) krate: TokenStream,
    /// The hygiene of what is generated: that of the function's name.
    base: Span,
    /// Where the statement that is written comes from, or else the one around it.
    here: Span,
    /// Where the statement itself comes from.
    own: Option<Span>,
    pub(crate) uses: Uses,
    /// What callees that have run do without.
    pub(crate) spared: Option<Spared>,
    /// Whether a literal may be of the type of a parameter.
    pub(crate) has_parameters: bool,
    /// Values with a name that stand where they are read all the same.
    whole: BTreeSet<Value>,
    /// Cotangents that are only returned.
    returned: BTreeSet<Value>,
    /// The statement that is written, or the block whose yields are.
    pub(crate) site: Site,
    /// Temporaries that stand where they are read, until they are.
    inline: BTreeMap<Value, Code>,
    /// Constants and fields, which are read where they are used.
    pub(crate) places: BTreeMap<Value, TokenStream>,
    /// What is there on one path only.
    pub(crate) open: Open,
    /// What handles to memory are.
    pub(crate) handles: BTreeMap<Value, Handle>,
    /// Values of foreign types that code changes.
    changing: BTreeSet<Value>,
    /// Values that are what a variable holds: the carried ones of loops.
    pub(crate) variables: BTreeSet<Value>,
    /// The loops around, by their source.
    pub(crate) loops: Vec<String>,
    /// What stands for elements of what the loop that is written runs through.
    pub(crate) stretches: Vec<stretch::Element>,
    /// Whether nothing is to be cut.
    pub(crate) uncut: bool,
    /// Numbers that only those would have read.
    pub(crate) unread: BTreeSet<Value>,
    /// The rows that loops are given.
    pub(super) rows: chunks::Given,
    /// Sums that are written as `variable += term`, with their terms.
    pub(crate) increments: BTreeMap<Value, Atom>,
    /// New memory that is the caller's.
    pub(crate) shadows: BTreeMap<Value, shadows::Lent>,
    /// What the body calls of this crate.
    imports: BTreeSet<&'static str>,
    /// A heading for the next statement.
    pub(super) section: Option<&'static str>,
    /// How a probe is written, if the function has any.
    pub(crate) probe: Option<WriteProbe<'f>>,
    /// Effects run only where this is 0: in the first of several sweeps.
    pub(crate) once: Option<Ident>,
    /// The closures that it makes.
    pub(crate) closures: Rc<Vec<ClosureTokens>>,
    /// What is written, if it is a companion.
    pub(crate) companion: Option<Companion>,
    /// The methods of the block that have a receiver.
    pub(crate) neighbours: Vec<String>,
    /// Whether a part may have a derivative of which rustc does not know that.
    pub(crate) bounds_wholes: bool,
    /// What methods may have lent.
    pub(crate) lent: Lent,
    /// What callees record on.
    pub(crate) tape: Tape,
    /// Vectors that are begun in room which the tape has.
    pub(crate) room: BTreeSet<Value>,
    /// Where shadows lie that adjoints may borrow.
    pub(crate) rooms: BTreeMap<Value, Ident>,
}

impl<'f> Body<'f> {
    pub(crate) fn new(cx: &Context<'_>, func: &'f Func) -> Self {
        let uses = Uses::of(func);
        Body {
            func,
            names: Names::new(),
            // With its own hygiene, it has the edition of this crate.
            krate: located::verbatim(cx.krate.clone()),
            base: cx.signature.ident.span(),
            here: cx.signature.ident.span(),
            own: None,
            whole: whole::whole(func, &uses),
            returned: whole::returned(func, &uses),
            uses,
            spared: (!cx.may_be_in_block).then(|| spared(func)),
            // An alias of a float is that float, and a literal beside it is one as it stands.
            has_parameters: !cx.signature.floats.is_empty(),
            site: 0,
            inline: BTreeMap::new(),
            places: BTreeMap::new(),
            open: Open::of(func),
            handles: BTreeMap::new(),
            changing: crate::analysis::changing(func),
            variables: BTreeSet::new(),
            loops: Vec::new(),
            stretches: Vec::new(),
            uncut: cx.uncut,
            unread: BTreeSet::new(),
            rows: chunks::Given::default(),
            increments: BTreeMap::new(),
            shadows: BTreeMap::new(),
            imports: BTreeSet::new(),
            section: None,
            probe: None,
            once: None,
            closures: Rc::clone(&cx.closures),
            companion: None,
            neighbours: cx.signature.neighbours.methods.iter().map(|method| method.name.clone()).collect(),
            bounds_wholes: cx.signature.bounded == crate::lower::Bounded::Wholes,
            lent: Lent::of(cx, func),
            tape: Tape::of(func),
            room: BTreeSet::new(),
            rooms: room::rooms(func),
        }
    }

    pub(crate) fn kind(&self, value: Value) -> Kind {
        self.func.kind(value)
    }

    /// The kind of an operand; a literal has none of its own.
    pub(crate) fn kind_of(&self, atom: Atom) -> Option<Kind> {
        atom.value().map(|w| self.kind(w))
    }

    /// A function of core, which the companion then imports.
    pub(crate) fn function(&mut self, cx: &Context<'_>, name: &'static str) -> TokenStream {
        let ident = Ident::new(name, Span::call_site());
        if cx.signature.mentions_imports {
            return self.private(name);
        }
        self.import(name);
        ident.into_token_stream()
    }

    /// A name that the body uses without a path; a trait as `Trait as _`.
    pub(crate) fn import(&mut self, name: &'static str) {
        self.imports.insert(name);
    }

    /// The path of something that generated code names.
    pub(crate) fn private(&self, name: &str) -> TokenStream {
        let (krate, name) = (&self.krate, Ident::new(name, Span::call_site()));
        quote!(#krate::__private::#name)
    }

    /// `use` of what the body names of this crate.
    pub(crate) fn imports(&self) -> TokenStream {
        let krate = &self.krate;
        let names = self.imports.iter().map(|name| name.parse::<TokenStream>().expect("a name is tokens"));
        quote!(#(use #krate::__private::#names;)*)
    }

    pub(crate) fn take_inline(&mut self, value: Value) -> Option<Code> {
        self.inline.remove(&value)
    }

    pub(crate) fn set_inline(&mut self, value: Value, code: Code) {
        // What comes from nowhere stands where it is read.
        let tokens = match self.own {
            Some(own) => located::at(own, code.tokens),
            None => code.tokens,
        };
        self.inline.insert(value, Code { tokens, ..code });
    }

    /// The pattern that binds a scalar.
    pub(crate) fn variable(&mut self, value: Value) -> TokenStream {
        let name = self.names.define(self.func, value);
        if self.changing.contains(&value) { quote!(mut #name) } else { name.into_token_stream() }
    }

    /// What is written of a statement, at the place of its source.
    pub(crate) fn located(&self, tokens: TokenStream) -> TokenStream {
        located::at(self.here, tokens)
    }

    /// Whether a value stands where it is read: a temporary that only one place reads, or
    /// a part of an expression that stays whole.
    pub(crate) fn is_inline(&self, value: Value) -> bool {
        match &self.func.values[value.index()].name {
            None => self.uses.count(value) == 1,
            Some(name) => self.whole.contains(&value) || self.returned.contains(&value) && self.names.is_taken(name),
        }
    }

    /// The identifiers of what is around a block that the block means, and of the variables
    /// that it assigns: nothing in it may have them.
    pub(crate) fn meant(&self, block: &Block, assigned: &[Ident]) -> BTreeSet<String> {
        let mut meant: BTreeSet<String> = assigned.iter().map(ToString::to_string).collect();
        block.visit_reads(&mut |value| self.mention(value, &mut meant));
        meant
    }

    fn mention(&self, value: Value, meant: &mut BTreeSet<String>) {
        let tokens = [self.inline.get(&value).map(|code| &code.tokens), self.places.get(&value)];
        tokens.into_iter().flatten().for_each(|tokens| super::names::identifiers(tokens.clone(), meant));
        meant.extend(self.names.known(value).map(ToString::to_string));
        match self.handles.get(&value) {
            Some(Handle::Variable(spot)) => super::names::identifiers(spot.prefix().clone(), meant),
            Some(Handle::Part(place)) => {
                self.mention(place.base, meant);
                place.indices().into_iter().filter_map(Atom::value).for_each(|index| self.mention(index, meant));
            }
            None => {}
        }
    }

    /// Whether memory is moved by what is written now.
    pub(crate) fn is_moved(&self, root: Value) -> bool {
        self.uses.is_moved(root, self.site)
    }

    /// What people call the memory of a handle.
    pub(crate) fn name_of(&mut self, handle: Value) -> String {
        let text = located::unwrapped(memory::handle(self, handle).prefix().clone()).to_string();
        text.split(' ').next().unwrap_or_default().to_owned()
    }

    /// The source of a statement as its doc comment, under a heading if one is
    /// due.
    pub(crate) fn doc(&mut self, origin: &Origin) -> TokenStream {
        // What a loop does by itself says no more than the loop.
        let source = text_of(origin).and_then(loops::headline);
        let source = source.filter(|text| self.loops.iter().all(|around| around != text));
        let heading = self.section.take().map(|title| {
            let title = format!(" {title}");
            if source.is_some() { quote!(#[doc = #title] #[doc = ""]) } else { quote!(#[doc = #title]) }
        });
        let source = source.map(|text| {
            let text = format!(" `{text}`");
            quote!(#[doc = #text])
        });
        quote!(#heading #source)
    }

    /// The same for `let _ = code;`: where the code is what the source says, it is not
    /// said twice.
    pub(crate) fn doc_of(&mut self, origin: &Origin, code: &TokenStream) -> TokenStream {
        let says_the_same = text_of(origin).is_some_and(|text| located::says(code, text));
        if says_the_same { self.doc(&None) } else { self.doc(origin) }
    }

    /// An assignment, which takes no doc comment: a block does, if a heading is
    /// due.
    pub(crate) fn headed(&mut self, assignment: TokenStream) -> TokenStream {
        if self.section.is_none() {
            return assignment;
        }
        let doc = self.doc(&None);
        quote!(#doc { #assignment })
    }
}

/// The statements of a block, without what it yields.
pub(crate) fn statements(cx: &Context<'_>, body: &mut Body<'_>, stmts: &[Stmt]) -> TokenStream {
    stmts.iter().map(|stmt| statement(cx, body, stmt)).collect()
}

fn statement(cx: &Context<'_>, body: &mut Body<'_>, stmt: &Stmt) -> TokenStream {
    body.site = uses::site(stmt);
    let (around, own_around) = (body.here, body.own);
    body.own = stmt.origin().as_ref().map(|origin| origin.span.resolved_at(body.base));
    body.here = body.own.unwrap_or(around);
    let tokens = unlocated(cx, body, stmt);
    let tokens = body.located(tokens);
    (body.here, body.own) = (around, own_around);
    tokens
}

fn unlocated(cx: &Context<'_>, body: &mut Body<'_>, stmt: &Stmt) -> TokenStream {
    match stmt {
        Stmt::Apply(apply) => self::apply(cx, body, stmt, apply),
        Stmt::Call(call) => super::call::call(cx, body, call),
        Stmt::If(chosen) => branch::branch(cx, body, stmt, chosen),
        Stmt::Loop(repeat) => loops::repeat(cx, body, repeat),
        Stmt::Load(load) => memory::load(body, load),
        Stmt::Store(store) => memory::store(body, store),
        Stmt::New(new) => match body.shadows.get(&new.dst).cloned() {
            Some(lent) => shadows::lent(body, new.dst, &lent),
            None => memory::new(body, new),
        },
        // The loop around gives it.
        Stmt::View(view) if body.rows.views.contains(&view.dst) => TokenStream::new(),
        Stmt::View(view) => memory::view(body, view),
        Stmt::Bulk(bulk) => bulk::bulk(body, bulk),
        Stmt::Effect(effect) => effect::effect(cx, body, effect),
        Stmt::Probe(probe) => match body.probe {
            Some(write) => write(body, probe),
            None => TokenStream::new(),
        },
        Stmt::Section(title) => {
            body.section = Some(title);
            TokenStream::new()
        }
    }
}

fn apply(cx: &Context<'_>, body: &mut Body<'_>, stmt: &Stmt, apply: &Apply) -> TokenStream {
    if body.unread.contains(&apply.dst) || body.rows.unread.contains(&apply.dst) {
        return TokenStream::new();
    }
    if let Some(place) = code::place(apply).map(located::verbatim) {
        if body.kind(apply.dst).memory().is_some() {
            let spot = memory::Spot::new(place.clone(), memory::Holds::Place);
            body.handles.insert(apply.dst, memory::Handle::Variable(spot));
        }
        body.places.insert(apply.dst, place);
        return TokenStream::new();
    }
    if let Some(term) = body.increments.get(&apply.dst).copied() {
        let code = code::atom(body, term.split_sign().1, body.kind(apply.dst), Suffix::Bare);
        body.set_inline(apply.dst, code);
        return TokenStream::new();
    }
    if let (Op::Constant, [Atom::Value(w)]) = (&apply.op, &apply.args[..])
        && body.kind(*w).memory().is_some()
    {
        return memory::frozen(body, apply, *w);
    }
    let code = code::apply(cx, body, apply);
    let ty = match &apply.op {
        Op::Foreign(foreign) => foreign.ty.clone().map(located::verbatim),
        _ => None,
    };
    if ty.is_none() && body.is_inline(apply.dst) && !body.uses.is_bound(stmt) {
        body.set_inline(apply.dst, code);
        return TokenStream::new();
    }
    let (doc, code) = (body.doc_of(&apply.origin, &code.tokens), code.tokens);
    // A slice that code of the user's gives is behind a reference.
    let name = match body.kind(apply.dst).memory() {
        Some(memory) if memory.form == Form::Slice || is_reference(apply) => {
            memory::define(body, apply.dst, Holds::Shared)
        }
        Some(_) => memory::define(body, apply.dst, Holds::Place),
        None => body.variable(apply.dst),
    };
    let ty = ty.map(|ty| quote!(: #ty));
    quote!(#doc let #name #ty = #code;)
}

/// Whether code of the user's gives a reference.
fn is_reference(apply: &Apply) -> bool {
    let Op::Foreign(foreign) = &apply.op else { return false };
    let first = foreign.code.clone().into_iter().next();
    matches!(first, Some(TokenTree::Punct(and)) if and.as_char() == '&')
}

/// The result of a function from the yields of its body.
pub(crate) fn result(body: &mut Body<'_>, kinds: &Shape<Kind>, yields: &mut impl Iterator<Item = Atom>) -> TokenStream {
    match kinds {
        Shape::Leaf(kind) => {
            let atom = yields.next().expect("one atom for each leaf of the result");
            branch::value(body, atom, *kind, Suffix::Bare)
        }
        // A companion returns values.
        Shape::Ref(inner) | Shape::Mut(inner) => result(body, inner, yields),
        Shape::Tuple(entries) => shape::tuple(&entries.iter().map(|e| result(body, e, yields)).collect::<Vec<_>>()),
    }
}
