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
//! that is of no other use is not written. A loop that begins elsewhere than at zero, `1..n`, runs from
//! zero on, and its index is what is added to that.
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

mod begin;
mod found;

use super::body::Body;
use super::memory::{self, Spot};
use super::spot::Holds;
use crate::ir::{Apply, Atom, Control, Loop, Op, Place, Range, Step, Stmt, Value};
use begin::Begin;
use found::{Found, found};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::collections::{BTreeMap, BTreeSet};

/// A place in a loop that is an element of a stretch.
#[derive(Debug)]
pub(crate) struct Element {
    place: Place,
    stretch: Ident,
    number: Counter,
    lending: Lending,
}

/// What says the number of an element in its stretch.
#[derive(Clone, Debug)]
enum Counter {
    /// The index of the loop.
    Index(Value),
    /// A variable of its own.
    Variable(Ident),
}

/// What is cut before a loop.
#[derive(Default)]
pub(crate) struct Cut {
    /// The statements before it.
    pub(crate) before: TokenStream,
    /// The names that these give.
    pub(crate) names: Vec<Ident>,
    /// How the loop then runs, if its index does not begin at zero.
    pub(crate) shifted: Option<Shifted>,
}

/// A loop that runs from zero on.
pub(crate) struct Shifted {
    pub(crate) counter: Ident,
    /// How often it runs.
    pub(crate) count: Ident,
    /// What the counter and this are together is the index, if somebody reads it.
    pub(crate) from: Option<TokenStream>,
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

/// Cuts what the loop runs through.
pub(crate) fn cut(body: &mut Body<'_>, repeat: &Loop) -> Cut {
    let found = (!body.uncut).then(|| found(body, repeat)).flatten();
    let Some((range, found)) = found else { return Cut::default() };
    body.unread = unread(body, repeat, &found);
    let mut cut = Cut { before: counted(body, range.to), ..Cut::default() };
    let mut count = memory::index(body, range.to).tokens;
    let mut number = Counter::Index(range.index);
    if range.from != Atom::Int(0) {
        cut.before.extend(counted(body, range.from));
        let shifted = shifted(body, range, &mut cut.before);
        let name = &shifted.count;
        count = quote!(#name);
        number = Counter::Variable(shifted.counter.clone());
        cut.names.extend([shifted.count.clone(), shifted.counter.clone()]);
        cut.shifted = Some(shifted);
    }
    stretches(body, &found, (&count, &number), &mut cut);
    cut
}

/// Writes the stretches of a loop that runs so often, and notes what is an element of them.
fn stretches(body: &mut Body<'_>, found: &[Found], (count, number): (&TokenStream, &Counter), cut: &mut Cut) {
    let mut known: Vec<(Stretch, Ident)> = Vec::new();
    let mut cells: Vec<(Value, Ident)> = Vec::new();
    for one in found {
        let (place, lending) = (one.place.clone(), lending(found, one));
        let name = match known.iter().find(|(other, _)| *other == one.stretch) {
            Some((_, name)) => name.clone(),
            None => {
                let memory = body.name_of(one.stretch.memory.base);
                let memory = memory.trim_end_matches('_');
                if lending == Lending::Cells && !cells.iter().any(|(root, _)| *root == one.root) {
                    let name = body.names.fresh(&format!("{memory}_cells"));
                    cut.before.extend(as_cells(body, &name, &one.stretch));
                    cut.names.push(name.clone());
                    cells.push((one.root, name));
                }
                let name = body.names.fresh(&format!("{memory}_part"));
                let of = cells.iter().find(|(root, _)| *root == one.root).map(|(_, cells)| cells);
                cut.before.extend(binding(body, &name, &one.stretch, (count, lending, of)));
                known.push((one.stretch.clone(), name.clone()));
                cut.names.push(name.clone());
                name
            }
        };
        body.stretches.push(Element { place, stretch: name, number: number.clone(), lending });
    }
}

/// How often the loop runs, which stands before it, and what counts that.
fn shifted(body: &mut Body<'_>, range: &Range, before: &mut TokenStream) -> Shifted {
    let [count, counter] = ["count", "nth"].map(|name| body.names.fresh(name));
    let [from, to] = [range.from, range.to].map(|bound| memory::index(body, bound).tokens);
    before.extend(quote!(let #count = ::core::primitive::usize::saturating_sub(#to, #from);));
    let is_read = !body.unread.contains(&range.index);
    Shifted { counter, count, from: is_read.then_some(from) }
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
    if let Control::For(range) = &repeat.control
        && gone.get(&range.index).is_some_and(|times| *times == body.uses.count(range.index))
    {
        unread.insert(range.index);
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
    let Element { stretch, number, lending, .. } = body.stretches.iter().find(|element| element.place == *place)?;
    let (name, number, lending) = (stretch.clone(), number.clone(), *lending);
    let index = match number {
        Counter::Index(index) => memory::index(body, index.into()).tokens,
        Counter::Variable(counter) => quote!(#counter),
    };
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
    (count, lending, cells): (&TokenStream, Lending, Option<&Ident>),
) -> TokenStream {
    let (function, of) = match (lending, cells) {
        (_, Some(cells)) => ("stretch", quote!(#cells)),
        (Lending::Exclusive, None) => ("stretch_mut", memory::spot(body, &stretch.memory).lent()),
        (Lending::Shared | Lending::Cells, None) => ("stretch", memory::spot(body, &stretch.memory).viewed()),
    };
    let function = body.private(function);
    let from = stretch.begin.written(body);
    quote!(let #name = #function(#of, #from, #count);)
}
