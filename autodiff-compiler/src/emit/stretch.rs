//! What a loop of the adjoint sweep runs through is cut before it.
//!
//! An iteration of an adjoint finds every place that the iteration of the primal has found. So
//! rustc may look once whether they are there, and not in each iteration, and then it sees
//! that several of them can be had at a time.
//!
//! ```text
//! for w4 in 0..w2                        let x_bar_part = stretch_mut(&mut x_bar, at, n);
//!     store w1_bar[w3..][w4] += t        for i in 0..n {
//!                                            x_bar_part[i] += t;
//!                                        }
//! ```
//!
//! A loop that finds a place for the first time stays as it is: it panics where the user's does. An index
//! that is of no other use is not written.

use super::body::Body;
use super::memory::{self, Handle, Spot};
use super::spot::Holds;
use crate::ir::{
    Access, Apply, Atom, Block, Control, Form, IntKind, IntOp, Kind, Limits, Loop, Memory, Op, Place, Range, Shape,
    Step, Stmt, Value, part_kind,
};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::collections::{BTreeMap, BTreeSet};

/// A place in a loop that is an element of a stretch.
#[derive(Debug)]
pub(crate) struct Element {
    place: Place,
    stretch: Ident,
    index: Value,
}

/// A piece of memory that a loop runs through from end to end.
#[derive(Clone, Debug, PartialEq)]
struct Stretch {
    /// What it is a part of.
    memory: Place,
    begin: Begin,
}

/// Where a stretch begins: sums of what is the same in every iteration.
#[derive(Clone, Debug, PartialEq)]
enum Begin {
    AtFirst,
    At(Atom),
    /// How long some memory is.
    Len(Value),
    Of(IntOp, Box<(Begin, Begin)>),
}

impl Begin {
    fn plus(self, other: Begin) -> Begin {
        match (self, other) {
            (Begin::AtFirst, other) => other,
            (begin, Begin::AtFirst) => begin,
            (begin, other) => Begin::Of(IntOp::Add, Box::new((begin, other))),
        }
    }
}

/// Cuts what the loop runs through; what stands before the loop, and the names that it gives.
pub(crate) fn cut(body: &mut Body<'_>, repeat: &Loop) -> (TokenStream, Vec<Ident>) {
    let found = (!body.uncut).then(|| found(body, repeat)).flatten();
    let Some((range, found)) = found else { return (TokenStream::new(), Vec::new()) };
    let (mut tokens, mut names) = (counted(body, range.to), Vec::<Ident>::new());
    let mut known: Vec<(Stretch, Ident)> = Vec::new();
    for Found { place, stretch, .. } in &found {
        let name = match known.iter().find(|(other, _)| other == stretch) {
            Some((_, name)) => name.clone(),
            None => {
                let is_written = found.iter().any(|found| found.writes && found.stretch == *stretch);
                let memory = body.name_of(stretch.memory.base);
                let name = body.names.fresh(&format!("{}_part", memory.trim_end_matches('_')));
                tokens.extend(binding(body, &name, stretch, (range.to, is_written)));
                known.push((stretch.clone(), name.clone()));
                names.push(name.clone());
                name
            }
        };
        body.stretches.push(Element { place: place.clone(), stretch: name, index: range.index });
    }
    body.unread = unread(body, repeat, &found);
    (tokens, names)
}

/// The numbers in the loop that only those places read, which are found otherwise.
fn unread(body: &Body<'_>, repeat: &Loop, found: &[Found]) -> BTreeSet<Value> {
    let mut gone: BTreeMap<Value, usize> = BTreeMap::new();
    let indices = found.iter().flat_map(|one| &one.place.path).flat_map(Step::atoms);
    indices.filter_map(Atom::value).for_each(|w| *gone.entry(w).or_default() += 1);
    let mut unread = BTreeSet::new();
    for stmt in repeat.body.stmts.iter().rev() {
        let Stmt::Apply(Apply { op: Op::Int(_) | Op::Len, args, dst, .. }) = stmt else { continue };
        if gone.get(dst).is_some_and(|times| *times == body.uses.count(*dst)) {
            unread.insert(*dst);
            args.iter().filter_map(|atom| atom.value()).for_each(|w| *gone.entry(w).or_default() += 1);
        }
    }
    unread
}

/// Gives a number that would stand where it is read a name, as it is read more often now.
fn counted(body: &mut Body<'_>, count: Atom) -> TokenStream {
    let Some((value, code)) = count.value().and_then(|w| Some((w, body.take_inline(w)?.tokens))) else {
        return TokenStream::new();
    };
    let name = body.names.define(body.func, value);
    quote!(let #name = #code;)
}

/// The element of a stretch that a place is, where it is one.
pub(crate) fn element(body: &mut Body<'_>, place: &Place) -> Option<Spot> {
    let element = body.stretches.iter().find(|element| element.place == *place)?;
    let (name, index) = (element.stretch.clone(), element.index);
    let index = memory::index(body, index.into()).tokens;
    Some(Spot::new(quote!(#name[#index]), Holds::Place))
}

/// `let x_bar_part = stretch_mut(&mut x_bar, from, n);`
fn binding(body: &mut Body<'_>, name: &Ident, stretch: &Stretch, (count, is_written): (Atom, bool)) -> TokenStream {
    let of = memory::spot(body, &stretch.memory);
    let (function, of) = if is_written { ("stretch_mut", of.lent()) } else { ("stretch", of.viewed()) };
    let function = body.private(function);
    let (from, count) = (begin(body, &stretch.begin), memory::index(body, count).tokens);
    quote!(let #name = #function(#of, #from, #count);)
}

/// Where there is no iteration, none of it need be a number of the type. By its path, the function
/// says the type of a counter that has none yet.
fn begin(body: &mut Body<'_>, of: &Begin) -> TokenStream {
    match of {
        Begin::AtFirst => memory::index(body, Atom::Int(0)).tokens,
        Begin::At(atom) => memory::index(body, *atom).tokens,
        Begin::Len(of) => {
            let of = memory::handle(body, *of);
            let of = of.reader();
            quote!(#of.len())
        }
        Begin::Of(op, both) => {
            let [a, b] = [&both.0, &both.1].map(|part| begin(body, part));
            let function = match op {
                IntOp::Add => quote!(wrapping_add),
                IntOp::Sub => quote!(wrapping_sub),
                _ => quote!(wrapping_mul),
            };
            quote!(::core::primitive::usize::#function(#a, #b))
        }
    }
}

/// A load or a store in a loop.
struct Found {
    place: Place,
    /// The memory that it is in.
    root: Value,
    stretch: Stretch,
    writes: bool,
}

/// What a loop does with memory.
struct Look<'a> {
    index: Value,
    /// What the body defines.
    inside: BTreeSet<Value>,
    /// The numbers that the body computes.
    numbers: BTreeMap<Value, &'a Apply>,
    /// Memory of which the body does more than to run through a stretch.
    mentioned: BTreeSet<Value>,
    writes: BTreeSet<Value>,
    found: Vec<Found>,
}

/// The stretches of a loop that finds nothing for the first time.
fn found<'a>(body: &Body<'_>, repeat: &'a Loop) -> Option<(&'a Range, Vec<Found>)> {
    let Control::For(range) = &repeat.control else { return None };
    let is_plain = range.from == Atom::Int(0) && range.limits == Limits::HalfOpen;
    if !is_plain || body.kind(range.index) != Kind::Int(IntKind::Usize) || finds_first(&repeat.body) {
        return None;
    }
    let inside = repeat.body.stmts.iter().flat_map(Stmt::defines).chain(repeat.params()).collect();
    let (numbers, mentioned) = (BTreeMap::new(), BTreeSet::new());
    let mut look = Look { index: range.index, inside, numbers, mentioned, writes: BTreeSet::new(), found: Vec::new() };
    repeat.body.stmts.iter().try_for_each(|stmt| statement(body, &mut look, stmt))?;
    let Look { mentioned, writes, found, .. } = look;
    // What is written to is lent for the loop: nothing else may name it there.
    let is_lent = |root: Value| writes.contains(&root);
    let is_shared = |one: &Found| {
        let has_other = found.iter().any(|other| other.root == one.root && other.stretch != one.stretch);
        is_lent(one.root) && (mentioned.contains(&one.root) || has_other)
    };
    let shared: BTreeSet<Value> = found.iter().filter(|one| is_shared(one)).map(|one| one.root).collect();
    let found: Vec<Found> = found.into_iter().filter(|one| !shared.contains(&one.root)).collect();
    // Where all begin at the first, and are as long as one of them, rustc sees that by itself.
    let is_length = range.to.value().is_none_or(|w| body.uses.is_length(w));
    let is_worth = found.iter().any(|one| one.stretch.begin != Begin::AtFirst || !is_length);
    is_worth.then_some((range, found))
}

/// Whether an access in the block may be out of bounds.
fn finds_first(block: &Block) -> bool {
    block.any(|stmt| stmt.places().into_iter().any(|place| place.access == Access::First))
}

/// Notes what a statement does with memory; nothing, if too little is known of it.
fn statement<'a>(body: &Body<'_>, look: &mut Look<'a>, stmt: &'a Stmt) -> Option<()> {
    match stmt {
        Stmt::Apply(apply) => {
            mention(body, look, stmt);
            if let Op::Int(IntOp::Add | IntOp::Sub | IntOp::Mul) | Op::Len = apply.op {
                look.numbers.insert(apply.dst, apply);
            }
        }
        Stmt::Load(load) => access(body, look, &load.place),
        Stmt::Store(store) => {
            look.writes.insert(body.uses.root(store.place.base));
            access(body, look, &store.place);
            if let Some(found) = look.found.last_mut().filter(|found| found.place == store.place) {
                found.writes = true;
            }
        }
        Stmt::If(_) => {
            let writes = |stmt: &Stmt| matches!(stmt, Stmt::Store(_));
            let is_simple = |stmt: &Stmt| matches!(stmt, Stmt::Apply(_) | Stmt::Load(_) | Stmt::Store(_) | Stmt::If(_));
            let mut all_are = true;
            stmt.regions().into_iter().for_each(|region| {
                region.visit(&mut |stmt| {
                    all_are &= is_simple(stmt);
                    if writes(stmt) {
                        look.writes.extend(stmt.places().into_iter().map(|place| body.uses.root(place.base)));
                    }
                    mention(body, look, stmt);
                });
            });
            return all_are.then_some(());
        }
        Stmt::Section(_) => {}
        _ => return None,
    }
    Some(())
}

fn mention(body: &Body<'_>, look: &mut Look<'_>, stmt: &Stmt) {
    let handles = stmt.operands().into_iter().filter_map(Atom::value).chain(stmt.places().into_iter().map(|p| p.base));
    look.mentioned.extend(handles.filter(|w| body.kind(*w).memory().is_some()).map(|w| body.uses.root(w)));
}

fn access(body: &Body<'_>, look: &mut Look<'_>, place: &Place) {
    let root = body.uses.root(place.base);
    match stretch(body, look, place) {
        Some(stretch) => look.found.push(Found { place: place.clone(), root, stretch, writes: false }),
        None => drop(look.mentioned.insert(root)),
    }
}

/// The stretch that a place is an element of: fields, then ranges, then the index.
fn stretch(body: &Body<'_>, look: &Look<'_>, place: &Place) -> Option<Stretch> {
    let place = spelled(body, place);
    if body.open.is_tape(place.base) {
        return None;
    }
    let fields = place.path.iter().take_while(|step| matches!(step, Step::Field(_) | Step::Named(_))).count();
    let (fields, steps) = place.path.split_at(fields);
    let (last, ranges) = steps.split_last()?;
    let Step::Index(last) = last else { return None };
    let mut begin = Begin::AtFirst;
    for range in ranges {
        let Step::Range { from, .. } = range else { return None };
        begin = begin.plus(from.map_or(Some(Begin::AtFirst), |from| steady(body, look, from))?);
    }
    let begin = begin.plus(without_index(body, look, *last)?);
    let memory = Place { base: place.base, path: fields.to_vec(), access: Access::Again };
    is_of_scalars(part_kind(body.kind(place.base), fields)).then_some(Stretch { memory, begin })
}

/// The place by what is written: from a variable on.
fn spelled(body: &Body<'_>, place: &Place) -> Place {
    let mut place = place.clone();
    while let Some(Handle::Part(of)) = body.handles.get(&place.base) {
        place.path.splice(0..0, of.path.iter().cloned());
        place.base = of.base;
    }
    place
}

fn is_of_scalars(kind: Kind) -> bool {
    let is_scalar =
        |elem: &Shape<Kind>| matches!(elem, Shape::Leaf(kind) if kind.memory().is_none() && *kind != Kind::Opaque);
    match kind {
        Kind::Memory(Memory { form: Form::Slice | Form::Vec | Form::Array(_), elem }) => is_scalar(elem),
        _ => false,
    }
}

/// What is the same in every iteration.
fn steady(body: &Body<'_>, look: &Look<'_>, atom: Atom) -> Option<Begin> {
    let Some(w) = atom.value().filter(|w| look.inside.contains(w)) else { return Some(Begin::At(atom)) };
    let Apply { op, args, .. } = look.numbers.get(&w)?;
    match op {
        Op::Int(op) => Some(Begin::Of(*op, Box::new((steady(body, look, args[0])?, steady(body, look, args[1])?)))),
        // Nothing in such a loop makes memory longer.
        _ => args[0].value().filter(|of| !look.inside.contains(of) && has_plain_length(body.kind(*of))).map(Begin::Len),
    }
}

/// Whether the memory is none of a type of the user's, whose `len` is what that says.
fn has_plain_length(kind: Kind) -> bool {
    matches!(kind, Kind::Memory(Memory { form: Form::Slice | Form::Vec | Form::Array(_), .. }))
}

/// What is added to the index of the loop.
fn without_index(body: &Body<'_>, look: &Look<'_>, atom: Atom) -> Option<Begin> {
    if atom == Atom::Value(look.index) {
        return Some(Begin::AtFirst);
    }
    let apply = look.numbers.get(&atom.value()?)?;
    match (&apply.op, &apply.args[..]) {
        (Op::Int(IntOp::Add), [a, b]) => match without_index(body, look, *a) {
            Some(begin) => Some(begin.plus(steady(body, look, *b)?)),
            None => Some(steady(body, look, *a)?.plus(without_index(body, look, *b)?)),
        },
        (Op::Int(IntOp::Sub), [a, b]) => {
            let begin = without_index(body, look, *a)?;
            Some(Begin::Of(IntOp::Sub, Box::new((begin, steady(body, look, *b)?))))
        }
        _ => None,
    }
}
