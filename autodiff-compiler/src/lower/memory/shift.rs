//! Methods that move elements within a slice, or between two.

use super::asserts;
use super::new::{self, length};
use super::place::{self, Found, Located};
use super::slice_method::{argument, copy_elements, part};
use crate::errors::Message;
use crate::ir::{Access, Atom, Form, IntOp, Limits, Shape, Step};
use crate::lower::iter::pipeline;
use crate::lower::iter::source::{self, int};
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::kinds::KindVar;
use crate::lower::state::scope::Operands;
use crate::lower::value::assign;
use syn::{Expr, ExprMethodCall};

pub(crate) const METHODS: [&str; 4] = ["copy_within", "rotate_left", "rotate_right", "swap_with_slice"];

pub(crate) fn shift(cx: &mut Cx<'_>, call: &ExprMethodCall, place: &Located, elem: &Shape<KindVar>) -> Res<Operands> {
    let args: Vec<&Expr> = call.args.iter().collect();
    match (call.method.to_string().as_str(), &args[..]) {
        ("copy_within", [range, to]) => copy_within(cx, call, place, elem, (range, to)),
        ("rotate_left", [k]) => rotate(cx, call, place, elem, k),
        ("rotate_right", [k]) => rotate(cx, call, place, elem, k),
        ("swap_with_slice", [other]) => {
            let other = argument(cx, other)?;
            let lengths = (source::len(cx, call, place), source::len(cx, call, &other));
            asserts::same(cx, &call.method, lengths, "destination and source slices have different lengths");
            let [a, b] = [place, &other]
                .map(|whole| Located { path: whole.path.iter().cloned().chain([ALL]).collect(), ..whole.clone() });
            assign::exchange(cx, call, &a, &b);
            Ok(Shape::unit())
        }
        _ => Err(pipeline::refuse(cx, call)),
    }
}

/// `[..]`, of a vector too.
const ALL: Step = Step::Range { from: None, to: None, limits: Limits::HalfOpen };

type Ends = (Option<Atom>, Option<Atom>);

/// A copy of a sub-slice.
fn kept(
    cx: &mut Cx<'_>,
    call: &ExprMethodCall,
    place: &Located,
    elem: &Shape<KindVar>,
    ends: Ends,
    access: Access,
) -> Located {
    let slice = part(cx, call, place, elem, ends, access);
    let slice = located(cx, slice);
    let copy = new::copy(cx, call, Form::Vec, elem.clone(), slice.place());
    located(cx, copy)
}

fn located(cx: &Cx<'_>, memory: Operands) -> Located {
    match place::of(cx, memory) {
        Found::Place(place) => place,
        Found::Value(_) => unreachable!("memory is a place"),
    }
}

/// `place[ends] = src`, which are as long.
fn fill(
    cx: &mut Cx<'_>,
    call: &ExprMethodCall,
    place: &Located,
    elem: &Shape<KindVar>,
    ends: Ends,
    src: &Located,
) -> Res<()> {
    let slice = part(cx, call, place, elem, ends, Access::Again);
    let slice = located(cx, slice);
    copy_elements(cx, call, (&slice, src), elem)
}

fn copy_within(
    cx: &mut Cx<'_>,
    call: &ExprMethodCall,
    place: &Located,
    elem: &Shape<KindVar>,
    (range, to): (&Expr, &Expr),
) -> Res<Operands> {
    let Some(range) = place::as_range(range) else { return Err(pipeline::refuse(cx, call)) };
    if matches!(range.limits, syn::RangeLimits::Closed(_)) {
        let what = "a closed range here".to_owned();
        return Err(cx.refuse(range, Message::UnsupportedExpression { what }));
    }
    let from = range.start.as_ref().map(|e| length(cx, e)).transpose()?;
    let end = range.end.as_ref().map(|e| length(cx, e)).transpose()?;
    let to = length(cx, to)?;
    let copy = kept(cx, call, place, elem, (from, end), Access::First);
    let all = source::len(cx, call, place);
    let count = int(cx, call, IntOp::Sub, end.unwrap_or(all), from.unwrap_or(Atom::Int(0)));
    let room = int(cx, call, IntOp::Sub, all, count);
    asserts::at_most(cx, &call.method, (to, room), "dest is out of bounds");
    let past = int(cx, call, IntOp::Add, to, count);
    fill(cx, call, place, elem, (Some(to), Some(past)), &copy)?;
    Ok(Shape::unit())
}

/// The two parts change places.
fn rotate(cx: &mut Cx<'_>, call: &ExprMethodCall, place: &Located, elem: &Shape<KindVar>, k: &Expr) -> Res<Operands> {
    let k = length(cx, k)?;
    let all = source::len(cx, call, place);
    let left = call.method == "rotate_left";
    let message = if left { "assertion failed: mid <= self.len()" } else { "assertion failed: k <= self.len()" };
    asserts::at_most(cx, &call.method, (k, all), message);
    let rest = int(cx, call, IntOp::Sub, all, k);
    let (mid, past) = if left { (k, rest) } else { (rest, k) };
    let first = kept(cx, call, place, elem, (None, Some(mid)), Access::Again);
    let second = kept(cx, call, place, elem, (Some(mid), None), Access::Again);
    fill(cx, call, place, elem, (None, Some(past)), &second)?;
    fill(cx, call, place, elem, (Some(past), None), &first)?;
    Ok(Shape::unit())
}
