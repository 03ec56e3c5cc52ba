//! Methods that move elements within a slice, or between two.

use super::asserts;
use super::exchanged;
use super::length::int;
use super::length::length;
use super::new;
use super::place::{self, Found, Located};
use super::slice_method::{OnMemory, argument, copy_elements, part};
use crate::errors::Message;
use crate::ir::{Access, Atom, Form, IntOp, Limits, Shape, Step};
use crate::lower::memory::length;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::scope::Operands;

pub(crate) fn swap_with_slice(cx: &mut Cx<'_>, on: &OnMemory<'_>) -> Res<Operands> {
    let other = argument(cx, on.argument(0))?;
    let lengths = (on.len(cx), length::len(cx, on.call, &other));
    asserts::same(cx, &on.call.method, lengths, on.asserts);
    let [a, b] = [on.place, &other]
        .map(|whole| Located { path: whole.path.iter().cloned().chain([ALL]).collect(), ..whole.clone() });
    exchanged::exchange(cx, on.call, &a, &b);
    Ok(Shape::unit())
}

/// `[..]`, of a vector too.
const ALL: Step = Step::Range { from: None, to: None, limits: Limits::HalfOpen };

type Ends = (Option<Atom>, Option<Atom>);

/// A copy of a sub-slice.
fn kept(cx: &mut Cx<'_>, on: &OnMemory<'_>, ends: Ends, access: Access) -> Located {
    let slice = part(cx, on, ends, access);
    let slice = located(cx, slice);
    let copy = new::copy(cx, on.call, Form::Vec, on.elem.clone(), slice.place());
    located(cx, copy)
}

fn located(cx: &Cx<'_>, memory: Operands) -> Located {
    match place::of(cx, memory) {
        Found::Place(place) => place,
        Found::Value(_) => unreachable!("memory is a place"),
    }
}

/// `place[ends] = src`, which are as long.
fn fill(cx: &mut Cx<'_>, on: &OnMemory<'_>, ends: Ends, src: &Located) -> Res<()> {
    let slice = part(cx, on, ends, Access::Again);
    let slice = located(cx, slice);
    copy_elements(cx, on.call, (&slice, src), &on.elem)
}

pub(crate) fn copy_within(cx: &mut Cx<'_>, on: &OnMemory<'_>) -> Res<Operands> {
    let call = on.call;
    let Some(range) = place::as_range(on.argument(0)) else {
        return Err(cx.refuse(&call.method, Message::IteratorMethod { name: call.method.to_string() }));
    };
    if matches!(range.limits, syn::RangeLimits::Closed(_)) {
        let what = "a closed range here".to_owned();
        return Err(cx.refuse(range, Message::UnsupportedExpression { what }));
    }
    let from = range.start.as_ref().map(|e| length(cx, e)).transpose()?;
    let end = range.end.as_ref().map(|e| length(cx, e)).transpose()?;
    let to = length(cx, on.argument(1))?;
    let copy = kept(cx, on, (from, end), Access::First);
    let all = on.len(cx);
    let count = int(cx, call, IntOp::Sub, end.unwrap_or(all), from.unwrap_or(Atom::Int(0)));
    let most = int(cx, call, IntOp::Sub, all, count);
    asserts::at_most(cx, &call.method, (to, most), on.asserts);
    let past = int(cx, call, IntOp::Add, to, count);
    fill(cx, on, (Some(to), Some(past)), &copy)?;
    Ok(Shape::unit())
}

pub(crate) fn rotate_left(cx: &mut Cx<'_>, on: &OnMemory<'_>) -> Res<Operands> {
    let (k, rest) = parts(cx, on)?;
    rotate(cx, on, k, rest)
}

pub(crate) fn rotate_right(cx: &mut Cx<'_>, on: &OnMemory<'_>) -> Res<Operands> {
    let (k, rest) = parts(cx, on)?;
    rotate(cx, on, rest, k)
}

/// By how much it is rotated, and what is left of the length.
fn parts(cx: &mut Cx<'_>, on: &OnMemory<'_>) -> Res<(Atom, Atom)> {
    let k = length(cx, on.argument(0))?;
    let all = on.len(cx);
    asserts::at_most(cx, &on.call.method, (k, all), on.asserts);
    let rest = int(cx, on.call, IntOp::Sub, all, k);
    Ok((k, rest))
}

/// The two parts change places: what is before `mid`, and what comes to stand before
/// `past`.
fn rotate(cx: &mut Cx<'_>, on: &OnMemory<'_>, mid: Atom, past: Atom) -> Res<Operands> {
    let first = kept(cx, on, (None, Some(mid)), Access::Again);
    let second = kept(cx, on, (Some(mid), None), Access::Again);
    fill(cx, on, (None, Some(past)), &second)?;
    fill(cx, on, (Some(past), None), &first)?;
    Ok(Shape::unit())
}
