//! Methods that change the length of a vector.

use super::asserts;
use super::exchanged;
use super::length::length;
use super::new;
use super::place::{self, Located};
use super::slice_method::OnMemory;
use crate::errors::Message;
use crate::ir::{
    Access, Atom, Bulk, BulkOp, Comparison, Form, IntOp, Kind, Limits, Op, Order, Place, Shape, Step, Stmt,
};
use crate::lower::control::branch;
use crate::lower::control::loops;
use crate::lower::control::trip_count;
use crate::lower::memory::length;
use crate::lower::state::agreement::conform;
use crate::lower::state::cx::{Cx, Res, origin};
use crate::lower::state::hidden::{self, leaf};
use crate::lower::state::kinds::{KindVar, Known};
use crate::lower::state::scope::{Holds, Operand, Operands};
use crate::lower::value::callable;
use crate::lower::value::expr::{any, as_scalar, expression};
use quote::ToTokens;
use syn::ExprMethodCall;

pub(crate) fn push(cx: &mut Cx<'_>, on: &OnMemory<'_>) -> Res<Operands> {
    let value = expression(cx, on.argument(0), &on.elem.map(&mut |kind| Some(*kind)))?;
    conform(cx, on.call, &value, &on.elem)?;
    append(cx, on.call, on.place.place(), &value)?;
    Ok(Shape::unit())
}

pub(crate) fn clear(cx: &mut Cx<'_>, on: &OnMemory<'_>) -> Res<Operands> {
    let was = on.len(cx);
    shorten(cx, on, (was, Atom::Int(0)))?;
    Ok(Shape::unit())
}

pub(crate) fn truncate(cx: &mut Cx<'_>, on: &OnMemory<'_>) -> Res<Operands> {
    let len = length(cx, on.argument(0))?;
    let was = on.len(cx);
    let len = length::int(cx, on.call, IntOp::Min, len, was);
    shorten(cx, on, (was, len))?;
    Ok(Shape::unit())
}

/// What stays comes forward, in its order; what is left behind is dropped.
///
/// ```text
/// x.retain(|v| *v > 0.0)         for i in 0..w2 (kept = 0)
///                                    w5 = if x[i] > 0.0
///                                        swap x[kept], x[i]
///                                        yield kept + 1
///                                truncate x to w6
/// ```
pub(crate) fn retain(cx: &mut Cx<'_>, on: &OnMemory<'_>) -> Res<Operands> {
    let (call, f, kind) = (on.call, on.argument(0), cx.usize_kind());
    let was = on.len(cx);
    let kept = cx.scope.hide(Holds::Operands(leaf(Atom::Int(0), kind)));
    let [from, to] = [Atom::Int(0), was].map(|atom| Operand { atom, kind });
    let count = trip_count::Count { from, to, limits: Limits::HalfOpen, order: Order::Up, name: Some("i".to_owned()) };
    loops::repeat(cx, call, None, trip_count::Plan::Count(count), &mut |cx, index| {
        let at = on.at(index.expect("a range has an index").atom);
        let item = place::in_bounds(cx, |cx| place::read(cx, call, &at));
        // It is looked at where it is.
        cx.borrowed.extend(item.leaves().into_iter().filter_map(|o| o.atom.value()));
        let stays = callable::apply(cx, f, &[Shape::Ref(Box::new(item))])?;
        let stays = as_scalar(cx, f, &stays)?;
        let bool_kind = cx.exactly(Kind::Bool);
        cx.unify(f, stays.kind, bool_kind)?;
        let mut forward = |cx: &mut Cx<'_>| {
            let to = hidden::get(cx, kept);
            let to = as_scalar(cx, call, &to)?.atom;
            exchanged::exchange(cx, call, &on.at(to), &at);
            let next = length::int(cx, call, IntOp::Add, to, Atom::Int(1));
            hidden::set(cx, kept, leaf(next, kind));
            Ok(Shape::unit())
        };
        branch::when(cx, f, stays, &mut forward, &mut |_| Ok(Shape::unit())).map(|_| ())
    })?;
    let kept = hidden::take(cx, kept);
    let len = as_scalar(cx, call, &kept)?.atom;
    shorten(cx, on, (was, len))?;
    Ok(Shape::unit())
}

/// It goes in at the end, and then to its place step by step.
pub(crate) fn insert(cx: &mut Cx<'_>, on: &OnMemory<'_>) -> Res<Operands> {
    let index = length(cx, on.argument(0))?;
    let was = on.len(cx);
    let value = expression(cx, on.argument(1), &on.elem.map(&mut |kind| Some(*kind)))?;
    conform(cx, on.call, &value, &on.elem)?;
    asserts::index(cx, &on.call.method, (index, was), on.asserts);
    append(cx, on.call, on.place.place(), &value)?;
    step(cx, on, (index, was), Order::Down)?;
    Ok(Shape::unit())
}

/// Step by step it goes to the end, where it is taken out.
pub(crate) fn remove(cx: &mut Cx<'_>, on: &OnMemory<'_>) -> Res<Operands> {
    let Removed { index, last, was } = removed(cx, on)?;
    step(cx, on, (index, last), Order::Up)?;
    popped(cx, on, (was, last))
}

pub(crate) fn swap_remove(cx: &mut Cx<'_>, on: &OnMemory<'_>) -> Res<Operands> {
    let Removed { index, last, was } = removed(cx, on)?;
    exchanged::exchange(cx, on.call, &on.at(index), &on.at(last));
    popped(cx, on, (was, last))
}

/// The index of what is removed, the last index, and the length.
struct Removed {
    index: Atom,
    last: Atom,
    was: Atom,
}

fn removed(cx: &mut Cx<'_>, on: &OnMemory<'_>) -> Res<Removed> {
    let index = length(cx, on.argument(0))?;
    let was = on.len(cx);
    let last = length::int(cx, on.call, IntOp::SaturatingSub, was, Atom::Int(1));
    asserts::index_below(cx, &on.call.method, (index, was), on.asserts);
    Ok(Removed { index, last, was })
}

/// Exchanges each element with the next, from one index up to another.
fn step(cx: &mut Cx<'_>, on: &OnMemory<'_>, (from, to): (Atom, Atom), order: Order) -> Res<()> {
    let (call, kind) = (on.call, cx.usize_kind());
    let [from, to] = [from, to].map(|atom| Operand { atom, kind });
    let count = trip_count::Count { from, to, limits: Limits::HalfOpen, order, name: Some("i".to_owned()) };
    loops::repeat(cx, call, None, trip_count::Plan::Count(count), &mut |cx, index| {
        let index = index.expect("a range has an index").atom;
        let next = length::int(cx, call, IntOp::Add, index, Atom::Int(1));
        exchanged::exchange(cx, call, &on.at(index), &on.at(next));
        Ok(())
    })?;
    Ok(())
}

/// The last element, which is taken out.
pub(crate) fn popped(cx: &mut Cx<'_>, on: &OnMemory<'_>, (was, last): (Atom, Atom)) -> Res<Operands> {
    let value = taken(cx, on.call, &on.at(last));
    let op = BulkOp::Truncate { dst: on.place.place(), was, len: last, gone: None };
    cx.out.push(Stmt::Bulk(Bulk { op, origin: origin(on.call) }));
    Ok(value)
}

/// What is at a place, as something of its own: a vector changes places with an
/// empty one, so that its shadow does the same.
fn taken(cx: &mut Cx<'_>, call: &ExprMethodCall, place: &Located) -> Operands {
    match &place.ty {
        Shape::Tuple(entries) => {
            let mut all = Vec::new();
            for (i, entry) in entries.clone().into_iter().enumerate() {
                all.push(taken(cx, call, &place.then(Step::Field(i), entry)));
            }
            Shape::Tuple(all)
        }
        Shape::Leaf(kind) => match cx.kinds.as_memory(*kind).cloned() {
            Some((Form::Vec, _)) => {
                let empty = new::empty(cx, call, None, &Shape::Leaf(Some(*kind)));
                if let Shape::Leaf(Operand { atom: Atom::Value(own), .. }) = empty {
                    let op = BulkOp::Swap { a: place.place(), b: Place::whole(own) };
                    cx.out.push(Stmt::Bulk(Bulk { op, origin: origin(call) }));
                }
                empty
            }
            Some((form, elem)) => new::copy(cx, call, form, elem, place.place()),
            None => known(cx, |cx| place::read(cx, call, place)),
        },
        Shape::Ref(_) | Shape::Mut(_) => place::read(cx, call, place),
    }
}

/// Accesses that are in bounds.
fn known(cx: &mut Cx<'_>, run: impl FnOnce(&mut Cx<'_>) -> Operands) -> Operands {
    let before = cx.out.stmts.len();
    let value = run(cx);
    for stmt in &mut cx.out.stmts[before..] {
        if let Stmt::Load(load) = stmt {
            load.place.access = Access::Again;
        }
    }
    value
}

/// What comes after so many elements is dropped: vectors one by one, so that each
/// is known by its length, and so what may turn out to be one.
pub(super) fn shorten(cx: &mut Cx<'_>, on: &OnMemory<'_>, (was, len): (Atom, Atom)) -> Res<()> {
    let call = on.call;
    let is_open = on.elem.leaves().into_iter().any(|kind| cx.kinds.known(*kind) == Known::Part);
    if is_open || holds_vectors(cx, &on.elem) {
        let kind = cx.usize_kind();
        let [from, to] = [len, was].map(|atom| Operand { atom, kind });
        let count =
            trip_count::Count { from, to, limits: Limits::HalfOpen, order: Order::Down, name: Some("i".to_owned()) };
        loops::repeat(cx, call, None, trip_count::Plan::Count(count), &mut |cx, index| {
            let last = index.expect("a range has an index").atom;
            let longer = length::int(cx, call, IntOp::Add, last, Atom::Int(1));
            popped(cx, on, (longer, last)).map(|_| ())
        })?;
        return Ok(());
    }
    let op = BulkOp::Truncate { dst: on.place.place(), was, len, gone: None };
    cx.out.push(Stmt::Bulk(Bulk { op, origin: origin(call) }));
    Ok(())
}

/// Whether elements have lengths of their own.
pub(crate) fn holds_vectors(cx: &Cx<'_>, elem: &Shape<KindVar>) -> bool {
    elem.leaves().into_iter().any(|kind| match cx.kinds.as_memory(*kind) {
        Some((Form::Vec | Form::Some | Form::Data(_), _)) => true,
        Some((_, elem)) => holds_vectors(cx, elem),
        None => false,
    })
}

/// What is too much is dropped; what is missing are zeros that are overwritten.
pub(crate) fn resize(cx: &mut Cx<'_>, on: &OnMemory<'_>) -> Res<Operands> {
    let len = length(cx, on.argument(0))?;
    let value = expression(cx, on.argument(1), &any())?;
    if holds_vectors(cx, &on.elem) {
        return Err(cx.refuse(&on.call.method, Message::MemoryMethod { name: on.call.method.to_string() }));
    }
    let was = on.len(cx);
    let kind = cx.exactly(Kind::Bool);
    let shorter = cx.apply(on.call, Op::Compare(Comparison::Lt), vec![len, was], kind);
    let shorter = as_scalar(cx, on.call, &shorter)?;
    let mut drop = |cx: &mut Cx<'_>| shorten(cx, on, (was, len)).map(|()| Shape::unit());
    let mut grow = |cx: &mut Cx<'_>| {
        let op = BulkOp::Grow { dst: on.place.place(), was, len };
        cx.out.push(Stmt::Bulk(Bulk { op, origin: origin(on.call) }));
        overwrite(cx, on, (was, len), &value).map(|()| Shape::unit())
    };
    branch::when(cx, on.call, shorter, &mut drop, &mut grow)
}

fn overwrite(cx: &mut Cx<'_>, on: &OnMemory<'_>, (from, to): (Atom, Atom), value: &Operands) -> Res<()> {
    if value.leaves().into_iter().all(|o| o.atom == Atom::ZERO) {
        return Ok(());
    }
    let kind = cx.usize_kind();
    let [from, to] = [from, to].map(|atom| Operand { atom, kind });
    let name = Some("i".to_owned());
    let count = trip_count::Count { from, to, limits: Limits::HalfOpen, order: Order::Up, name };
    loops::repeat(cx, on.call, None, trip_count::Plan::Count(count), &mut |cx, index| {
        let index = index.expect("a range has an index").atom;
        place::write(cx, on.call, &on.at(index), value)
    })?;
    Ok(())
}

/// A value at the end of a vector.
pub(crate) fn append(cx: &mut Cx<'_>, at: &dyn ToTokens, dst: Place, item: &Operands) -> Res<()> {
    new::refuse_lent(cx, at, item)?;
    let value = item.owned().map(&mut |o| o.atom);
    cx.out.push(Stmt::Bulk(Bulk { op: BulkOp::Push { dst, value }, origin: origin(at) }));
    Ok(())
}
