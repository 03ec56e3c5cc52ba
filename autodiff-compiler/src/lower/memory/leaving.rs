//! Parts that leave a vector, and elements that are like the one before.
//!
//! ```text
//! let w = v.split_off(n);      w5 = copy w1[n..]            truncate w1 to n
//! v.drain(a..b)                w5 = copy w1[a..b]           what is behind comes forward
//! v.dedup_by(f)                an element comes forward unless it is like the last that has
//! ```

use super::asserts;
use super::exchanged;
use super::length::{int, length};
use super::new;
use super::place;
use super::resize::shorten;
use super::slice_method::OnMemory;
use crate::errors::Message;
use crate::ir::{Access, Atom, Comparison, Form, IntOp, Kind, Limits, Op, Order, Place, Shape, Step};
use crate::lower::control::branch;
use crate::lower::control::loops;
use crate::lower::control::trip_count::{Count, Plan};
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::hidden::{get, leaf, set, take};
use crate::lower::state::scope::{Holds, Operand, Operands};
use crate::lower::value::callable;
use crate::lower::value::expr::as_scalar;
use syn::{ExprRange, RangeLimits};

pub(crate) fn split_off(cx: &mut Cx<'_>, on: &OnMemory<'_>) -> Res<Operands> {
    let at = length(cx, on.argument(0))?;
    let was = on.len(cx);
    asserts::index(cx, &on.call.method, (at, was), on.asserts);
    let rest = copied(cx, on, (Some(at), None), Access::Again);
    shorten(cx, on, (was, at))?;
    Ok(rest)
}

/// `v.drain(a..b)`: what leaves, as a vector of its own.
pub(crate) fn drained(cx: &mut Cx<'_>, on: &OnMemory<'_>, range: &ExprRange) -> Res<Operands> {
    let from = range.start.as_ref().map(|e| length(cx, e)).transpose()?;
    let to = range.end.as_ref().map(|e| length(cx, e)).transpose()?;
    let to = match range.limits {
        RangeLimits::Closed(_) => to.map(|to| int(cx, on.call, IntOp::Add, to, Atom::Int(1))),
        RangeLimits::HalfOpen(_) => to,
    };
    let was = on.len(cx);
    // It panics where the user's range does.
    let gone = copied(cx, on, (from, to), Access::First);
    let (from, to) = (from.unwrap_or(Atom::Int(0)), to.unwrap_or(was));
    let count = int(cx, on.call, IntOp::Sub, to, from);
    each(cx, on, (to, was), &mut |cx, index| {
        let forward = int(cx, on.call, IntOp::Sub, index, count);
        exchanged::exchange(cx, on.call, &on.at(forward), &on.at(index));
        Ok(())
    })?;
    let left = int(cx, on.call, IntOp::Sub, was, count);
    shorten(cx, on, (was, left))?;
    Ok(gone)
}

pub(crate) fn dedup(cx: &mut Cx<'_>, on: &OnMemory<'_>) -> Res<Operands> {
    let Shape::Leaf(kind) = &on.elem else {
        return Err(cx.refuse(&on.call.method, Message::MemoryMethod { name: "dedup".to_owned() }));
    };
    if cx.kinds.as_memory(*kind).is_some() {
        return Err(cx.refuse(&on.call.method, Message::MemoryMethod { name: "dedup".to_owned() }));
    }
    without_repeated(cx, on, &mut |cx, last, index| {
        let sides = [last, index].map(|i| place::in_bounds(cx, |cx| place::read(cx, on.call, &on.at(i))));
        let [last, this] = sides;
        let (last, this) = (as_scalar(cx, on.call, &last)?, as_scalar(cx, on.call, &this)?);
        cx.unify(on.call, last.kind, this.kind)?;
        let kind = cx.exactly(Kind::Bool);
        Ok(cx.apply(on.call, Op::Compare(Comparison::Ne), vec![this.atom, last.atom], kind))
    })
}

pub(crate) fn dedup_by(cx: &mut Cx<'_>, on: &OnMemory<'_>) -> Res<Operands> {
    let f = on.argument(0);
    without_repeated(cx, on, &mut |cx, last, index| {
        let args = [index, last].map(|i| place::borrow_mut(cx, on.call, &on.at(i)));
        let same = callable::apply(cx, f, &args)?;
        let same = as_scalar(cx, f, &same)?;
        let kind = cx.exactly(Kind::Bool);
        cx.unify(f, same.kind, kind)?;
        Ok(cx.apply(on.call, Op::Not, vec![same.atom], kind))
    })
}

/// Asks of the last element that has stayed, and of one behind it, whether that differs.
type Differs<'d> = &'d mut dyn FnMut(&mut Cx<'_>, Atom, Atom) -> Res<Operands>;

fn without_repeated(cx: &mut Cx<'_>, on: &OnMemory<'_>, differs: Differs<'_>) -> Res<Operands> {
    let (call, kind) = (on.call, cx.usize_kind());
    let was = on.len(cx);
    let first = int(cx, call, IntOp::Min, was, Atom::Int(1));
    let kept = cx.scope.hide(Holds::Operands(leaf(first, kind)));
    each(cx, on, (Atom::Int(1), was), &mut |cx, index| {
        let so_far = get(cx, kept);
        let to = as_scalar(cx, call, &so_far)?.atom;
        let last = int(cx, call, IntOp::Sub, to, Atom::Int(1));
        let stays = differs(cx, last, index)?;
        let stays = as_scalar(cx, call, &stays)?;
        let mut forward = |cx: &mut Cx<'_>| {
            exchanged::exchange(cx, call, &on.at(to), &on.at(index));
            let next = int(cx, call, IntOp::Add, to, Atom::Int(1));
            set(cx, kept, leaf(next, kind));
            Ok(Shape::unit())
        };
        branch::when(cx, call, stays, &mut forward, &mut |_| Ok(Shape::unit())).map(|_| ())
    })?;
    let kept = take(cx, kept);
    let len = as_scalar(cx, call, &kept)?.atom;
    shorten(cx, on, (was, len))?;
    Ok(Shape::unit())
}

/// A copy of a part.
fn copied(cx: &mut Cx<'_>, on: &OnMemory<'_>, (from, to): (Option<Atom>, Option<Atom>), access: Access) -> Operands {
    let mut path = on.place.path.clone();
    path.push(Step::Range { from, to, limits: Limits::HalfOpen });
    let part = Place { base: on.place.base, path, access };
    new::copy(cx, on.call, Form::Vec, on.elem.clone(), part)
}

/// Runs `body` for the numbers from one up to another.
fn each(
    cx: &mut Cx<'_>,
    on: &OnMemory<'_>,
    (from, to): (Atom, Atom),
    body: &mut dyn FnMut(&mut Cx<'_>, Atom) -> Res<()>,
) -> Res<()> {
    let kind = cx.usize_kind();
    let [from, to] = [from, to].map(|atom| Operand { atom, kind });
    let count = Count { from, to, limits: Limits::HalfOpen, order: Order::Up, name: Some("i".to_owned()) };
    loops::repeat(cx, on.call, None, Plan::Count(count), &mut |cx, index| {
        body(cx, index.expect("a range has an index").atom)
    })?;
    Ok(())
}
