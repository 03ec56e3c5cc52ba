//! Stages that count the items: `take`, `skip`, `step_by`, `zip` behind a `filter`, and an iterator
//! in a variable, which goes along with its items.
//!
//! ```text
//! x.iter().filter(f).take(n)        for i in 0..len carrying w5 = 0
//!                                       if f(x[i])
//!                                           if w5 < n { w5 + 1; ..; if w5 + 1 >= n { break } } else { break }
//! ```

use super::pipeline::{Side, Stage};
use crate::ir::{Atom, Comparison, IntOp, Kind, Op, Shape};
use crate::lower::control::{branch, loops};
use crate::lower::memory::length::{ENDLESS, int};
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::hidden::{get, leaf, set};
use crate::lower::state::scope::{Holds, Operand, Operands, Var};
use crate::lower::value::expr::as_scalar;
use quote::ToTokens;

/// What runs with the item that a stage gives.
pub(super) type Then<'t> = &'t mut dyn FnMut(&mut Cx<'_>, Operands) -> Res<()>;

/// Runs a stage that counts.
pub(super) fn stage(
    cx: &mut Cx<'_>,
    at: &dyn ToTokens,
    (stage, item): (&Stage<'_>, Operands),
    then: Then<'_>,
) -> Res<()> {
    match stage {
        Stage::Take(counter, n) => take(cx, at, (*counter, *n, item), then),
        Stage::Skip(counter, n) => {
            let number = next_of(cx, at, *counter)?;
            let is_behind = compare(cx, at, Comparison::Ge, (number, *n))?;
            where_it_is(cx, at, is_behind, &mut |cx| then(cx, item.clone()))
        }
        Stage::StepBy(counter, n) => {
            let number = next_of(cx, at, *counter)?;
            let rest = int(cx, at, IntOp::Rem, number, *n);
            let is_one = compare(cx, at, Comparison::Eq, (rest, Atom::Int(0)))?;
            where_it_is(cx, at, is_one, &mut |cx| then(cx, item.clone()))
        }
        Stage::Zip(counter, other, side) => {
            let number = next_of(cx, at, *counter)?;
            let len = other.len(cx, at);
            let mut both = |cx: &mut Cx<'_>| {
                let other = other.nth(cx, at, number)?;
                then(cx, beside(item.clone(), other, *side))
            };
            if len == ENDLESS {
                return both(cx);
            }
            let is_there = compare(cx, at, Comparison::Lt, (number, len))?;
            let mut both = |cx: &mut Cx<'_>| both(cx).map(|()| Shape::unit());
            branch::when(cx, at, is_there, &mut both, &mut |cx| Err(loops::leave_innermost(cx))).map(|_| ())
        }
        Stage::Advance(number) => {
            next_of(cx, at, *number)?;
            then(cx, item)
        }
        _ => unreachable!("it does not count"),
    }
}

/// The two items in the order of the pair.
pub(super) fn beside(item: Operands, other: Operands, side: Side) -> Operands {
    Shape::Tuple(match side {
        Side::First => vec![other, item],
        Side::Second => vec![item, other],
    })
}

/// No item is looked for behind the last one. A `continue` in the body goes past that, and so it is
/// asked before each as well.
fn take(cx: &mut Cx<'_>, at: &dyn ToTokens, (counter, n, item): (Var, Atom, Operands), then: Then<'_>) -> Res<()> {
    let number = next_of(cx, at, counter)?;
    let goes_on = compare(cx, at, Comparison::Lt, (number, n))?;
    let mut taken = |cx: &mut Cx<'_>| {
        let after = int(cx, at, IntOp::Add, number, Atom::Int(1));
        let is_last = compare(cx, at, Comparison::Ge, (after, n))?;
        then(cx, item.clone())?;
        branch::when(cx, at, is_last, &mut |cx| Err(loops::leave_innermost(cx)), &mut |_| Ok(Shape::unit()))
    };
    branch::when(cx, at, goes_on, &mut taken, &mut |cx| Err(loops::leave_innermost(cx))).map(|_| ())
}

fn where_it_is(
    cx: &mut Cx<'_>,
    at: &dyn ToTokens,
    condition: Operand,
    run: &mut dyn FnMut(&mut Cx<'_>) -> Res<()>,
) -> Res<()> {
    branch::when(cx, at, condition, &mut |cx| run(cx).map(|()| Shape::unit()), &mut |_| Ok(Shape::unit())).map(|_| ())
}

fn compare(cx: &mut Cx<'_>, at: &dyn ToTokens, test: Comparison, (a, b): (Atom, Atom)) -> Res<Operand> {
    let kind = cx.exactly(Kind::Bool);
    let answer = cx.apply(at, Op::Compare(test), vec![a, b], kind);
    as_scalar(cx, at, &answer)
}

/// The number that a counter has come to, which is one further afterwards.
fn next_of(cx: &mut Cx<'_>, at: &dyn ToTokens, counter: Var) -> Res<Atom> {
    let (held, kind) = (get(cx, counter), cx.usize_kind());
    let number = as_scalar(cx, at, &held)?.atom;
    let after = int(cx, at, IntOp::Add, number, Atom::Int(1));
    set(cx, counter, leaf(after, kind));
    Ok(number)
}

/// The number that a counter has come to, which is one further afterwards.
pub(super) fn next(cx: &mut Cx<'_>, at: &dyn ToTokens, counter: Var) -> Operand {
    let Holds::Operands(Shape::Leaf(number)) = cx.scope.get(counter).clone() else {
        unreachable!("a counter is an integer")
    };
    let next = cx.apply(at, Op::Int(IntOp::Add), vec![number.atom, Atom::Int(1)], number.kind);
    cx.scope.set(counter, Holds::Operands(next));
    number
}
