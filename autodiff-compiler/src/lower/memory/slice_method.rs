//! Methods of arrays, slices and vectors.

use super::asserts;
use super::new::{self, length};
use super::place::{self, Found, Located};
use super::resize;
use super::shift;
use super::sort;
use crate::errors::Message;
use crate::ir::{
    Access, Atom, Bulk, BulkOp, Comparison, Form, Init, IntKind, IntOp, Kind, Limits, Op, Order, Place, Shape, Step,
    Stmt, Write,
};
use crate::lower::control::loops;
use crate::lower::control::trip_count;
use crate::lower::iter::callable;
use crate::lower::iter::drive;
use crate::lower::iter::ends;
use crate::lower::iter::pipeline;
use crate::lower::iter::source;
use crate::lower::state::cx::{Cx, Res, origin};
use crate::lower::state::kinds::KindVar;
use crate::lower::state::scope::{Operand, Operands};
use crate::lower::value::assign;
use crate::lower::value::expr::{Expect, any, expression};
use syn::{Expr, ExprMethodCall};

/// Methods whose result is memory again.
pub(crate) fn gives_memory(name: &str) -> bool {
    matches!(name, "to_vec" | "clone" | "to_owned" | "as_slice" | "as_mut_slice" | "as_ref" | "as_mut" | "map")
}

/// `place.method(args)`; `None` where the method is none of memory's.
pub(crate) fn method(
    cx: &mut Cx<'_>,
    call: &ExprMethodCall,
    place: &Located,
    expect: &Expect,
) -> Option<Res<Operands>> {
    let (mut form, elem) = place::memory(cx, place)?;
    let args: Vec<&Expr> = call.args.iter().collect();
    let name = call.method.to_string();
    // Only a vector has these.
    if form == Form::Some && resize::METHODS.contains(&name.as_str()) {
        let vector = cx.kinds.memory(Form::Vec, elem.clone());
        form = if cx.kinds.unify(kind(place), vector).is_ok() { Form::Vec } else { form };
    }
    Some(match (name.as_str(), &args[..]) {
        ("len", []) => Ok(len(cx, call, place)),
        ("is_empty", []) => is_empty(cx, call, place),
        ("to_vec", []) => Ok(copy(cx, call, place, Form::Vec, elem)),
        ("clone" | "to_owned", []) => {
            let form = if form == Form::Slice { Form::Vec } else { form };
            Ok(copy(cx, call, place, form, elem))
        }
        ("as_slice" | "as_ref", []) => Ok(Shape::Ref(Box::new(place::read(cx, call, place)))),
        ("as_mut_slice" | "as_mut", []) => Ok(Shape::Mut(Box::new(place::read(cx, call, place)))),
        ("swap", [a, b]) => swap(cx, call, place, &elem, a, b),
        ("reverse", []) => reverse(cx, call, place, &elem),
        ("fill", [value]) => fill(cx, call, place, &elem, value),
        ("copy_from_slice" | "clone_from_slice", [from]) => copy_from(cx, call, place, from),
        ("push", [value]) if form == Form::Vec => push(cx, place, call, &elem, value),
        ("clear" | "truncate" | "resize", _) if form == Form::Vec => resize::resized(cx, call, place, &elem),
        ("extend_from_slice" | "extend", [from]) if form == Form::Vec => extend(cx, call, place, &elem, from),
        (name, _) if sort::SORTS.contains(&name) => sort::sort(cx, call, place, &form, &elem),
        (name, _) if sort::QUESTIONS.contains(&name) => sort::question(cx, call, place),
        (name, _) if shift::METHODS.contains(&name) => shift::shift(cx, call, place, &elem),
        ("insert" | "remove" | "swap_remove", _) if form == Form::Vec => resize::moved(cx, call, place, &elem),
        ("split_at", [at]) => split(cx, call, place, &elem, at),
        ("split_at_mut", [at]) => split(cx, call, place, &elem, at),
        ("map", [f]) if matches!(form, Form::Array(_)) => map(cx, call, place, form, &elem, f, expect),
        _ => return None,
    })
}

pub(crate) fn usize_kind(cx: &mut Cx<'_>) -> KindVar {
    cx.exactly(Kind::Int(IntKind::Usize))
}

fn len(cx: &mut Cx<'_>, call: &ExprMethodCall, place: &Located) -> Operands {
    let atom = source::len(cx, call, place);
    Shape::Leaf(Operand { atom, kind: usize_kind(cx) })
}

fn is_empty(cx: &mut Cx<'_>, call: &ExprMethodCall, place: &Located) -> Res<Operands> {
    let len = source::len(cx, call, place);
    let kind = cx.exactly(Kind::Bool);
    Ok(cx.apply(call, Op::Compare(Comparison::Eq), vec![len, Atom::Int(0)], kind))
}

fn copy(cx: &mut Cx<'_>, call: &ExprMethodCall, place: &Located, form: Form, elem: Shape<KindVar>) -> Operands {
    new::copy(cx, call, form, elem, place.place())
}

pub(crate) fn at(place: &Located, index: Atom, elem: &Shape<KindVar>) -> Located {
    let mut path = place.path.clone();
    path.push(Step::Index(index));
    Located { base: place.base, path, ty: elem.clone() }
}

fn swap(
    cx: &mut Cx<'_>,
    call: &ExprMethodCall,
    place: &Located,
    elem: &Shape<KindVar>,
    a: &Expr,
    b: &Expr,
) -> Res<Operands> {
    let (a, b) = (length(cx, a)?, length(cx, b)?);
    assign::exchange(cx, call, &at(place, a, elem), &at(place, b, elem));
    Ok(Shape::unit())
}

/// Runs `body` for each index of the memory.
pub(crate) fn each(
    cx: &mut Cx<'_>,
    call: &ExprMethodCall,
    place: &Located,
    body: &mut dyn FnMut(&mut Cx<'_>, Atom) -> Res<()>,
) -> Res<()> {
    let kind = usize_kind(cx);
    let to = source::len(cx, call, place);
    let [from, to] = [Atom::Int(0), to].map(|atom| Operand { atom, kind });
    let name = Some("i".to_owned());
    let count = trip_count::Count { from, to, limits: Limits::HalfOpen, order: Order::Up, name };
    loops::repeat(cx, call, None, trip_count::Plan::Count(count), &mut |cx, index| {
        body(cx, index.expect("a range has an index").atom)
    })?;
    Ok(())
}

/// Swaps the first with the last, and so on up to the middle.
fn reverse(cx: &mut Cx<'_>, call: &ExprMethodCall, place: &Located, elem: &Shape<KindVar>) -> Res<Operands> {
    let kind = usize_kind(cx);
    let len = source::len(cx, call, place);
    let half = source::int(cx, call, IntOp::Div, len, Atom::Int(2));
    let [from, to] = [Atom::Int(0), half].map(|atom| Operand { atom, kind });
    let count = trip_count::Count { from, to, limits: Limits::HalfOpen, order: Order::Up, name: Some("i".to_owned()) };
    loops::repeat(cx, call, None, trip_count::Plan::Count(count), &mut |cx, index| {
        let index = index.expect("a range has an index").atom;
        let behind = source::int(cx, call, IntOp::Sub, len, index);
        let opposite = source::int(cx, call, IntOp::Sub, behind, Atom::Int(1));
        assign::exchange(cx, call, &at(place, index, elem), &at(place, opposite, elem));
        Ok(())
    })?;
    Ok(Shape::unit())
}

fn fill(cx: &mut Cx<'_>, call: &ExprMethodCall, place: &Located, elem: &Shape<KindVar>, value: &Expr) -> Res<Operands> {
    let value = expression(cx, value, &any())?;
    each(cx, call, place, &mut |cx, index| {
        let before = cx.out.stmts.len();
        place::write(cx, call, &at(place, index, elem), &value)?;
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
    let value = expression(cx, e, &any())?;
    match place::of(cx, value) {
        Found::Place(place) => Ok(place),
        Found::Value(_) => Err(cx.refuse(e, Message::NotIterable)),
    }
}

fn copy_from(cx: &mut Cx<'_>, call: &ExprMethodCall, place: &Located, from: &Expr) -> Res<Operands> {
    let from = argument(cx, from)?;
    let (Some((_, ours)), Some((_, theirs))) = (place::memory(cx, place), place::memory(cx, &from)) else {
        return Err(cx.refuse(&call.method, Message::ShapeMismatch));
    };
    // An array takes from a slice: only the elements are of one type.
    for (a, b) in ours.leaves().into_iter().zip(theirs.leaves()) {
        cx.unify(call, *a, *b)?;
    }
    copy_elements(cx, call, (place, &from), &ours)?;
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
    let lengths = (source::len(cx, call, to), source::len(cx, call, from));
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

fn push(cx: &mut Cx<'_>, place: &Located, call: &ExprMethodCall, elem: &Shape<KindVar>, value: &Expr) -> Res<Operands> {
    let value = expression(cx, value, &elem.map(&mut |kind| Some(*kind)))?;
    crate::lower::value::operator::conform(cx, call, &value, elem)?;
    ends::push(cx, call, place.place(), &value)?;
    Ok(Shape::unit())
}

fn extend(
    cx: &mut Cx<'_>,
    call: &ExprMethodCall,
    place: &Located,
    elem: &Shape<KindVar>,
    from: &Expr,
) -> Res<Operands> {
    let run = pipeline::pipeline(cx, from)?;
    drive::drive(cx, call, None, &run, &mut |cx, item| {
        crate::lower::value::operator::conform(cx, call, &item, elem)?;
        ends::push(cx, call, place.place(), &item)
    })?;
    Ok(Shape::unit())
}

/// `split_at`, `split_at_mut`: two sub-slices.
fn split(cx: &mut Cx<'_>, call: &ExprMethodCall, place: &Located, elem: &Shape<KindVar>, mid: &Expr) -> Res<Operands> {
    let mid = length(cx, mid)?;
    let len = source::len(cx, call, place);
    asserts::at_most(cx, &call.method, (mid, len), "mid > len");
    let halves = [(None, Some(mid)), (Some(mid), None)];
    let mut parts = Vec::new();
    for ends in halves {
        let leaf = Box::new(part(cx, call, place, elem, ends, Access::Again));
        parts.push(if call.method == "split_at" { Shape::Ref(leaf) } else { Shape::Mut(leaf) });
    }
    Ok(Shape::Tuple(parts))
}

/// A sub-slice between two indices.
pub(crate) fn part(
    cx: &mut Cx<'_>,
    call: &ExprMethodCall,
    place: &Located,
    elem: &Shape<KindVar>,
    (from, to): (Option<Atom>, Option<Atom>),
    access: Access,
) -> Operands {
    let kind = cx.kinds.memory(Form::Slice, elem.clone());
    let mut path = place.path.clone();
    path.push(Step::Range { from, to, limits: Limits::HalfOpen });
    let part = Place { base: place.base, path, access };
    let dst = place::view(cx, call, part, kind);
    Shape::Leaf(Operand { atom: dst.into(), kind })
}

/// `array.map(f)`
fn map(
    cx: &mut Cx<'_>,
    call: &ExprMethodCall,
    place: &Located,
    form: Form,
    elem: &Shape<KindVar>,
    f: &Expr,
    _expect: &Expect,
) -> Res<Operands> {
    let Shape::Leaf(kind) = elem else {
        return Err(cx.refuse(&call.method, Message::IteratorMethod { name: "map".to_owned() }));
    };
    // The usual case: an array of floats to an array of floats.
    let kind = if cx.kinds.known(*kind).may_be_float() {
        *kind
    } else {
        cx.kinds.fresh(crate::lower::state::kinds::Known::SomeFloat)
    };
    let result = new::new(cx, call, form, Shape::Leaf(kind), Init::Repeat(Shape::Leaf(Atom::ZERO), None));
    let Shape::Leaf(Operand { atom: Atom::Value(base), .. }) = result else { unreachable!("memory is a leaf") };
    each(cx, call, place, &mut |cx, index| {
        let item = place::read(cx, call, &at(place, index, elem));
        let value = callable::apply(cx, f, &[item])?;
        let to = Located { base, path: vec![Step::Index(index)], ty: Shape::Leaf(kind) };
        place::write(cx, call, &to, &value)
    })?;
    Ok(result)
}
