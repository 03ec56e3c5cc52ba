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
//!
//! Several stretches of one memory that is written to are stretches of its cells, which may overlap:
//!
//! ```text
//! for w4 in 0..w2                        let x_bar_cells = cells(&mut x_bar);
//!     store w1_bar[w4] += t              let x_bar_part = stretch(x_bar_cells, 0, n);
//!     store w1_bar[w3] += u              let x_bar_part_ = stretch(x_bar_cells, m, n);
//!                                        for i in 0..n {
//!                                            x_bar_part[i].set(x_bar_part[i].get() + t);
//!                                            x_bar_part_[i].set(x_bar_part_[i].get() + u);
//!                                        }
//! ```

mod found;

use super::body::Body;
use super::memory::{self, Spot};
use super::spot::Holds;
use crate::ir::{Apply, Atom, IntOp, Loop, Op, Place, Step, Stmt, Value};
use found::{Found, found};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::collections::{BTreeMap, BTreeSet};

/// A place in a loop that is an element of a stretch.
#[derive(Debug)]
pub(crate) struct Element {
    place: Place,
    stretch: Ident,
    index: Value,
    lending: Lending,
}

/// How a loop has what it runs through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lending {
    Shared,
    Exclusive,
    /// As cells, which several stretches have.
    Cells,
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
    let mut cells: Vec<(Value, Ident)> = Vec::new();
    for one in &found {
        let (place, lending) = (one.place.clone(), lending(&found, one));
        let name = match known.iter().find(|(other, _)| *other == one.stretch) {
            Some((_, name)) => name.clone(),
            None => {
                let memory = body.name_of(one.stretch.memory.base);
                let memory = memory.trim_end_matches('_');
                if lending == Lending::Cells && !cells.iter().any(|(root, _)| *root == one.root) {
                    let name = body.names.fresh(&format!("{memory}_cells"));
                    tokens.extend(as_cells(body, &name, &one.stretch));
                    names.push(name.clone());
                    cells.push((one.root, name));
                }
                let name = body.names.fresh(&format!("{memory}_part"));
                let of = cells.iter().find(|(root, _)| *root == one.root).map(|(_, cells)| cells);
                tokens.extend(binding(body, &name, &one.stretch, (range.to, lending, of)));
                known.push((one.stretch.clone(), name.clone()));
                names.push(name.clone());
                name
            }
        };
        body.stretches.push(Element { place, stretch: name, index: range.index, lending });
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

/// What a place is read by, if it is an element of a stretch; a store asks for the [cell] first.
pub(crate) fn element(body: &mut Body<'_>, place: &Place) -> Option<Spot> {
    let (element, lending) = indexed(body, place)?;
    let element = if lending == Lending::Cells { quote!(#element.get()) } else { element };
    Some(Spot::new(element, Holds::Place))
}

/// The cell that a place is in the loop that is written, where it is one.
pub(crate) fn cell(body: &mut Body<'_>, place: &Place) -> Option<TokenStream> {
    let (element, lending) = indexed(body, place)?;
    (lending == Lending::Cells).then_some(element)
}

/// `x_bar_part[i]`
fn indexed(body: &mut Body<'_>, place: &Place) -> Option<(TokenStream, Lending)> {
    let Element { stretch, index, lending, .. } = body.stretches.iter().find(|element| element.place == *place)?;
    let (name, index, lending) = (stretch.clone(), *index, *lending);
    let index = memory::index(body, index.into()).tokens;
    Some((quote!(#name[#index]), lending))
}

/// What is written to is lent for the loop: where it is in two stretches, in cells.
fn lending(found: &[Found], one: &Found) -> Lending {
    let of_memory = || found.iter().filter(|other| other.root == one.root);
    match () {
        () if !of_memory().any(|other| other.writes) => Lending::Shared,
        () if of_memory().any(|other| other.stretch != one.stretch) => Lending::Cells,
        () => Lending::Exclusive,
    }
}

/// `let x_bar_cells = cells(&mut x_bar);`
fn as_cells(body: &mut Body<'_>, name: &Ident, stretch: &Stretch) -> TokenStream {
    let (function, of) = (body.private("cells"), memory::spot(body, &stretch.memory).lent());
    quote!(let #name = #function(#of);)
}

/// `let x_bar_part = stretch_mut(&mut x_bar, from, n);`, or of its cells.
fn binding(
    body: &mut Body<'_>,
    name: &Ident,
    stretch: &Stretch,
    (count, lending, cells): (Atom, Lending, Option<&Ident>),
) -> TokenStream {
    let (function, of) = match (lending, cells) {
        (_, Some(cells)) => ("stretch", quote!(#cells)),
        (Lending::Exclusive, None) => ("stretch_mut", memory::spot(body, &stretch.memory).lent()),
        (Lending::Shared | Lending::Cells, None) => ("stretch", memory::spot(body, &stretch.memory).viewed()),
    };
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
