//! Methods of arrays, slices and vectors.

use super::asserts;
use super::exchanged;
use super::length::length;
use super::new;
use super::place::{self, Found, Located};
use super::resize;
use crate::errors::Message;
use crate::ir::{
    Access, Atom, Bulk, BulkOp, Comparison, Form, IntOp, Kind, Limits, Op, Order, Place, Shape, Step, Stmt, Write,
};
use crate::lower::classify::{Classified, classify};
use crate::lower::control::loops;
use crate::lower::control::trip_count;
use crate::lower::data;
use crate::lower::foreign::elements;
use crate::lower::memory::length;
use crate::lower::state::arrays;
use crate::lower::state::cx::{Cx, Res, origin};
use crate::lower::state::kinds::KindVar;
use crate::lower::state::scope::{Operand, Operands};
use crate::lower::state::settle;
use crate::lower::value::expr::{self, any, expression};
use crate::std_names::{Is, Of, Row};
use syn::{Expr, ExprMethodCall};

/// A method that is called on memory.
pub(crate) struct OnMemory<'c> {
    pub(crate) call: &'c ExprMethodCall,
    pub(crate) place: &'c Located,
    pub(crate) form: Form,
    pub(crate) elem: Shape<KindVar>,
    /// What std says when it panics because of an argument.
    pub(crate) asserts: &'static str,
}

impl<'c> OnMemory<'c> {
    pub(crate) fn argument(&self, i: usize) -> &'c Expr {
        &self.call.args[i]
    }

    /// The element of this number.
    pub(crate) fn at(&self, index: Atom) -> Located {
        at(self.place, index, &self.elem)
    }

    pub(crate) fn len(&self, cx: &mut Cx<'_>) -> Atom {
        length::len(cx, self.call, self.place)
    }
}

/// `place.method(args)`; `None` where the method is none of this memory.
pub(crate) fn method(cx: &mut Cx<'_>, call: &ExprMethodCall, place: &Located, row: &Row) -> Option<Res<Operands>> {
    let (mut form, elem) = place::memory(cx, place)?;
    // The methods of data are its own. How many elements it has is the same of its shadow.
    if place::is_data(cx, place) && !matches!(row.name, "len" | "as_slice" | "as_mut_slice") {
        return None;
    }
    // Only a vector has these.
    if form == Form::Some && row.of == Of::Vector {
        let vector = cx.kinds.memory(Form::Vec, elem.clone());
        form = if cx.kinds.unify(kind(place), vector).is_ok() { Form::Vec } else { form };
    }
    let has_it = match row.of {
        Of::Vector => form == Form::Vec,
        Of::Array => matches!(form, Form::Array(_)),
        Of::Slice | Of::Iterator | Of::Option => true,
    };
    match row.is {
        Is::Memory(lower) | Is::Method(lower) if has_it && call.args.len() == row.args => {
            Some(lower(cx, &OnMemory { call, place, form, elem, asserts: row.asserts }))
        }
        _ => None,
    }
}

pub(crate) fn len(cx: &mut Cx<'_>, on: &OnMemory<'_>) -> Res<Operands> {
    let atom = on.len(cx);
    Ok(Shape::Leaf(Operand { atom, kind: cx.usize_kind() }))
}

pub(crate) fn is_empty(cx: &mut Cx<'_>, on: &OnMemory<'_>) -> Res<Operands> {
    let len = on.len(cx);
    let kind = cx.exactly(Kind::Bool);
    Ok(cx.apply(on.call, Op::Compare(Comparison::Eq), vec![len, Atom::Int(0)], kind))
}

pub(crate) fn to_vec(cx: &mut Cx<'_>, on: &OnMemory<'_>) -> Res<Operands> {
    Ok(new::copy(cx, on.call, Form::Vec, on.elem.clone(), on.place.place()))
}

pub(crate) fn clone(cx: &mut Cx<'_>, on: &OnMemory<'_>) -> Res<Operands> {
    let form = if on.form == Form::Slice { Form::Vec } else { on.form.clone() };
    let holds_data =
        matches!(on.form, Form::Data(_)) || on.elem.leaves().into_iter().any(|kind| cx.kinds.is_data(*kind));
    if holds_data
        && on.form != Form::Slice
        && let Shape::Leaf(whole) = place::read(cx, on.call, on.place)
        && let Some(whole) = whole.atom.value()
    {
        cx.out.push(data::is_a_copy(&on.call.method, whole));
    }
    Ok(new::copy(cx, on.call, form, on.elem.clone(), on.place.place()))
}

pub(crate) fn as_slice(cx: &mut Cx<'_>, on: &OnMemory<'_>) -> Res<Operands> {
    Ok(Shape::Ref(Box::new(itself(cx, on))))
}

pub(crate) fn as_mut_slice(cx: &mut Cx<'_>, on: &OnMemory<'_>) -> Res<Operands> {
    Ok(Shape::Mut(Box::new(itself(cx, on))))
}

/// The memory that such a method lends. Where only rustc sees its type, rustc is asked whether the
/// method is std's.
fn itself(cx: &mut Cx<'_>, on: &OnMemory<'_>) -> Operands {
    if let Some(elements) = of_matrix(cx, on.place) {
        return place::read(cx, on.call, &elements);
    }
    let whole = place::read(cx, on.call, on.place);
    if matches!(on.form, Form::Data(_) | Form::Some) {
        lent(cx, on.call, &whole);
    }
    whole
}

/// The elements of a matrix or a vector of `nalgebra`, as its type is written.
fn of_matrix(cx: &mut Cx<'_>, matrix: &Located) -> Option<Located> {
    let Shape::Leaf(kind) = matrix.ty else { return None };
    let number = arrays::number_of_matrix(cx, kind)?;
    let elem = Shape::Leaf(cx.kinds.fresh(number));
    let slice = cx.kinds.memory(Form::Slice, elem);
    if let Shape::Leaf(known) = cx.kinds.field_at(kind, &Step::AsSlice) {
        // Where it has been lent before, it is the same slice.
        let _ = cx.kinds.unify(known, slice);
    }
    Some(matrix.then(Step::AsSlice, Shape::Leaf(slice)))
}

/// Claims that a method lends what it is called on.
pub(crate) fn lent(cx: &mut Cx<'_>, call: &ExprMethodCall, whole: &Operands) {
    if let Shape::Leaf(operand) = whole.behind_refs()
        && let Some(whole) = operand.atom.value()
    {
        cx.out.push(data::lends_itself(&call.method, whole));
    }
}

pub(crate) fn at(place: &Located, index: Atom, elem: &Shape<KindVar>) -> Located {
    let mut path = place.path.clone();
    path.push(Step::Index(index));
    Located { base: place.base, path, ty: elem.clone() }
}

pub(crate) fn swap(cx: &mut Cx<'_>, on: &OnMemory<'_>) -> Res<Operands> {
    let (a, b) = (length(cx, on.argument(0))?, length(cx, on.argument(1))?);
    exchanged::exchange(cx, on.call, &on.at(a), &on.at(b));
    Ok(Shape::unit())
}

/// Runs `body` for each index of the memory.
pub(crate) fn each(
    cx: &mut Cx<'_>,
    call: &ExprMethodCall,
    place: &Located,
    body: &mut dyn FnMut(&mut Cx<'_>, Atom) -> Res<()>,
) -> Res<()> {
    let kind = cx.usize_kind();
    let to = length::len(cx, call, place);
    let [from, to] = [Atom::Int(0), to].map(|atom| Operand { atom, kind });
    let name = Some("i".to_owned());
    let count = trip_count::Count { from, to, limits: Limits::HalfOpen, order: Order::Up, name };
    loops::repeat(cx, call, None, trip_count::Plan::Count(count), &mut |cx, index| {
        body(cx, index.expect("a range has an index").atom)
    })?;
    Ok(())
}

/// Swaps the first with the last, and so on up to the middle.
pub(crate) fn reverse(cx: &mut Cx<'_>, on: &OnMemory<'_>) -> Res<Operands> {
    let (call, kind) = (on.call, cx.usize_kind());
    let len = on.len(cx);
    let half = length::int(cx, call, IntOp::Div, len, Atom::Int(2));
    let [from, to] = [Atom::Int(0), half].map(|atom| Operand { atom, kind });
    let count = trip_count::Count { from, to, limits: Limits::HalfOpen, order: Order::Up, name: Some("i".to_owned()) };
    loops::repeat(cx, call, None, trip_count::Plan::Count(count), &mut |cx, index| {
        let index = index.expect("a range has an index").atom;
        let behind = length::int(cx, call, IntOp::Sub, len, index);
        let opposite = length::int(cx, call, IntOp::Sub, behind, Atom::Int(1));
        exchanged::exchange(cx, call, &on.at(index), &on.at(opposite));
        Ok(())
    })?;
    Ok(Shape::unit())
}

pub(crate) fn fill(cx: &mut Cx<'_>, on: &OnMemory<'_>) -> Res<Operands> {
    let value = expression(cx, on.argument(0), &any())?;
    each(cx, on.call, on.place, &mut |cx, index| {
        let before = cx.out.stmts.len();
        place::write(cx, on.call, &on.at(index), &value)?;
        for stmt in &mut cx.out.stmts[before..] {
            if let Stmt::Store(store) = stmt {
                store.place.access = Access::Again;
            }
        }
        Ok(())
    })?;
    Ok(Shape::unit())
}

/// The memory that an argument is, or refers to.
pub(crate) fn argument(cx: &mut Cx<'_>, e: &Expr) -> Res<Located> {
    let argument = classify(cx, e);
    memory(cx, &argument)
}

/// The same of an expression that has been classified.
pub(crate) fn memory(cx: &mut Cx<'_>, argument: &Classified<'_>) -> Res<Located> {
    let found = if argument.is_constant() {
        Found::Value(elements::slice(cx, argument)?)
    } else if argument.is_place() {
        place::locate(cx, argument)?
    } else {
        Found::Value(expr::run(cx, argument, &any())?)
    };
    let value = match found {
        Found::Place(place) => {
            // A part of which nothing tells yet: `v.last_mut().unwrap().rows.first_mut()`.
            if let Shape::Leaf(kind) = place.ty {
                settle::at(cx, syn::spanned::Spanned::span(argument.e), kind);
            }
            place::read(cx, &argument.e, &place)
        }
        Found::Value(value) => value,
    };
    match place::of(cx, value) {
        Found::Place(place) => Ok(place),
        Found::Value(_) => Err(cx.refuse(argument.e, Message::NotIterable)),
    }
}

pub(crate) fn copy_from_slice(cx: &mut Cx<'_>, on: &OnMemory<'_>) -> Res<Operands> {
    let from = argument(cx, on.argument(0))?;
    let (Some((_, ours)), Some((_, theirs))) = (place::memory(cx, on.place), place::memory(cx, &from)) else {
        return Err(cx.refuse(&on.call.method, Message::ShapeMismatch));
    };
    // An array takes from a slice: only the elements are of one type.
    for (a, b) in ours.leaves().into_iter().zip(theirs.leaves()) {
        cx.unify(on.call, *a, *b)?;
    }
    copy_elements(cx, on.call, (on.place, &from), &ours)?;
    Ok(Shape::unit())
}

/// All elements, of what is as long; those that are vectors may get another
/// length.
pub(crate) fn copy_elements(
    cx: &mut Cx<'_>,
    call: &ExprMethodCall,
    (to, from): (&Located, &Located),
    elem: &Shape<KindVar>,
) -> Res<()> {
    if resize::holds_vectors(cx, elem) {
        return clone_each(cx, call, (to, from), elem).map(|_| ());
    }
    let op = BulkOp::Copy { dst: to.place(), write: Write::Set, src: from.place() };
    cx.out.push(Stmt::Bulk(Bulk { op, origin: origin(call) }));
    Ok(())
}

/// Element by element: each may get another length.
fn clone_each(
    cx: &mut Cx<'_>,
    call: &ExprMethodCall,
    (to, from): (&Located, &Located),
    elem: &Shape<KindVar>,
) -> Res<Operands> {
    let lengths = (length::len(cx, call, to), length::len(cx, call, from));
    asserts::same(cx, &call.method, lengths, "destination and source slices have different lengths");
    each(cx, call, to, &mut |cx, index| {
        let value = place::read(cx, call, &at(from, index, elem));
        place::write(cx, call, &at(to, index, elem), &value)
    })?;
    Ok(Shape::unit())
}

fn kind(place: &Located) -> KindVar {
    match &place.ty {
        Shape::Leaf(kind) => *kind,
        _ => unreachable!("memory is a leaf"),
    }
}

pub(crate) fn split_at(cx: &mut Cx<'_>, on: &OnMemory<'_>) -> Res<Operands> {
    let [left, right] = halves(cx, on)?.map(|half| Shape::Ref(Box::new(half)));
    Ok(Shape::Tuple(vec![left, right]))
}

pub(crate) fn split_at_mut(cx: &mut Cx<'_>, on: &OnMemory<'_>) -> Res<Operands> {
    let [left, right] = halves(cx, on)?.map(|half| Shape::Mut(Box::new(half)));
    Ok(Shape::Tuple(vec![left, right]))
}

/// The sub-slices before and after an index.
fn halves(cx: &mut Cx<'_>, on: &OnMemory<'_>) -> Res<[Operands; 2]> {
    let mid = length(cx, on.argument(0))?;
    let len = on.len(cx);
    asserts::at_most(cx, &on.call.method, (mid, len), on.asserts);
    let ends = [(None, Some(mid)), (Some(mid), None)];
    Ok(ends.map(|ends| part(cx, on, ends, Access::Again)))
}

/// A sub-slice between two indices.
pub(crate) fn part(
    cx: &mut Cx<'_>,
    on: &OnMemory<'_>,
    (from, to): (Option<Atom>, Option<Atom>),
    access: Access,
) -> Operands {
    let kind = cx.kinds.memory(Form::Slice, on.elem.clone());
    let mut path = on.place.path.clone();
    path.push(Step::Range { from, to, limits: Limits::HalfOpen });
    let part = Place { base: on.place.base, path, access };
    let dst = place::view(cx, on.call, part, kind);
    Shape::Leaf(Operand { atom: dst.into(), kind })
}
