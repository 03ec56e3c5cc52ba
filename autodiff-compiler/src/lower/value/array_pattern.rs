//! Patterns of arrays and slices: `[a, b, c]`, `[first, .., last]`, `[head, rest @ ..]`.

use super::expr::as_scalar;
use super::pattern::{self, Refutability};
use crate::errors::Message;
use crate::ir::{Access, Atom, Comparison, Form, IntOp, Kind, Limits, Op, Place, Shape, Step};
use crate::lower::memory::length;
use crate::lower::memory::place::{self, Found, Located};
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::kinds::KindVar;
use crate::lower::state::scope::{Operand, Operands};
use crate::lower::state::settle;
use syn::{Pat, PatSlice};

/// An array that a pattern takes apart.
struct Taken {
    place: Located,
    elem: Shape<KindVar>,
    len: Length,
    /// Where the pattern has its `..`.
    rest: Option<usize>,
}

/// How many elements there are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Length {
    /// The type says it, or the pattern, which must fit.
    Known(usize),
    /// It is looked up; where the pattern fits, there are enough.
    Asked,
}

/// The elements with the patterns that take them.
pub(crate) fn entries<'p>(
    cx: &mut Cx<'_>,
    refutability: Refutability,
    slice: &'p PatSlice,
    value: &Operands,
) -> Res<Vec<(&'p Pat, Operands)>> {
    let taken = taken(cx, refutability, slice, value)?;
    let mut all = Vec::new();
    for (i, pat) in slice.elems.iter().enumerate() {
        let from_end = slice.elems.len() - i;
        if taken.rest == Some(i) {
            if let Pat::Ident(_) = pat {
                all.push((pat, rest(cx, slice, (&taken, i, from_end - 1), value)?));
            }
            continue;
        }
        let index = match (taken.rest, taken.len) {
            (Some(rest), Length::Known(len)) if i > rest => literal(len - from_end),
            (Some(rest), Length::Asked) if i > rest => before_end(cx, slice, &taken.place, from_end),
            _ => literal(i),
        };
        let place = taken.place.then(Step::Index(index), taken.elem.clone());
        all.push((pat, element(cx, pat, &place, value)));
    }
    Ok(all)
}

/// Whether there are as many elements as the pattern wants; `None` if the type says so.
pub(crate) fn test(cx: &mut Cx<'_>, slice: &PatSlice, value: &Operands) -> Res<Option<Operand>> {
    let taken = taken(cx, Refutability::Refutable, slice, value)?;
    if let Length::Known(_) = taken.len {
        return Ok(None);
    }
    let len = length::len(cx, slice, &taken.place);
    let (wanted, comparison) = match taken.rest {
        Some(_) => (slice.elems.len() - 1, Comparison::Ge),
        None => (slice.elems.len(), Comparison::Eq),
    };
    let kind = cx.exactly(Kind::Bool);
    let fits = cx.apply(slice, Op::Compare(comparison), vec![len, literal(wanted)], kind);
    as_scalar(cx, slice, &fits).map(Some)
}

fn taken(cx: &mut Cx<'_>, refutability: Refutability, slice: &PatSlice, value: &Operands) -> Res<Taken> {
    if let Shape::Leaf(operand) = value.behind_refs() {
        settle::kind(cx, operand.kind);
    }
    let Found::Place(place) = place::of(cx, value.clone()) else { return Err(refuse(cx, slice)) };
    let Some((form, elem)) = place::memory(cx, &place) else { return Err(refuse(cx, slice)) };
    let rest = slice.elems.iter().position(is_rest);
    let is_fixed = rest.is_none() && refutability == Refutability::Irrefutable;
    let len = match &form {
        Form::Array(len) => len.parse::<usize>().ok().or(rest.is_none().then_some(slice.elems.len())),
        Form::Some if is_fixed => Some(slice.elems.len()),
        _ => None,
    };
    let len = match (len, refutability) {
        (Some(len), _) => Length::Known(len),
        (None, Refutability::Refutable) if matches!(form, Form::Slice | Form::Some) => Length::Asked,
        _ => return Err(refuse(cx, slice)),
    };
    Ok(Taken { place, elem, len, rest })
}

fn refuse(cx: &Cx<'_>, slice: &PatSlice) -> crate::lower::state::cx::Stop {
    cx.refuse(slice, Message::SlicePattern)
}

/// `..`, `rest @ ..`
fn is_rest(pat: &Pat) -> bool {
    match pat {
        Pat::Rest(_) => true,
        Pat::Ident(ident) => matches!(&ident.subpat, Some((_, inner)) if matches!(**inner, Pat::Rest(_))),
        _ => false,
    }
}

fn literal(index: usize) -> Atom {
    Atom::Int(i128::try_from(index).expect("a pattern is short"))
}

/// The number of an element, counted from the end.
fn before_end(cx: &mut Cx<'_>, slice: &PatSlice, place: &Located, from_end: usize) -> Atom {
    let len = length::len(cx, slice, place);
    length::int(cx, slice, IntOp::Sub, len, literal(from_end))
}

fn element(cx: &mut Cx<'_>, pat: &Pat, place: &Located, value: &Operands) -> Operands {
    if matches!(value, Shape::Mut(_)) {
        return place::borrow_mut(cx, pat, place);
    }
    let element = place::in_bounds(cx, |cx| place::read(cx, pat, place));
    // A reference to the array gives references to its elements.
    match (value, element) {
        (Shape::Ref(_), element @ (Shape::Ref(_) | Shape::Mut(_))) => element,
        (Shape::Ref(_), element) => Shape::Ref(Box::new(element)),
        (_, element @ Shape::Leaf(_)) => element,
        (_, element) => element.owned(),
    }
}

/// What `rest @ ..` takes.
fn rest(
    cx: &mut Cx<'_>,
    slice: &PatSlice,
    (taken, from, behind): (&Taken, usize, usize),
    value: &Operands,
) -> Res<Operands> {
    let Shape::Ref(_) = value else { return Err(refuse(cx, slice)) };
    let to = match (behind, taken.len) {
        (0, _) => None,
        (_, Length::Known(len)) => Some(literal(len - behind)),
        (_, Length::Asked) => Some(before_end(cx, slice, &taken.place, behind)),
    };
    let mut path = taken.place.path.clone();
    path.push(Step::Range { from: Some(literal(from)), to, limits: Limits::HalfOpen });
    let kind = cx.kinds.memory(Form::Slice, taken.elem.clone());
    let part = Place { base: taken.place.base, path, access: Access::Again };
    let handle = place::view(cx, slice, part, kind);
    Ok(Shape::Ref(Box::new(Shape::Leaf(Operand { atom: handle.into(), kind }))))
}

/// Whether nothing but the length has to fit.
pub(crate) fn has_plain_parts(slice: &PatSlice) -> bool {
    slice.elems.iter().all(|pat| is_rest(pat) || pattern::always_fits(pat))
}
