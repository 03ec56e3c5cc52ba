//! Stages that carry something from item to item: `scan`, and `successors`.
//!
//! ```text
//! x.iter().scan(0.0, |s, v| { *s += v; Some(*s) })      for i in 0..n carrying w4 = 0.0
//!                                                           w5 = cell w4
//!                                                           .. the closure, on w5 and x[i]
//!                                                           w8 = load w5
//! ```

use super::counted::Then;
use super::filter_map::{self, Given};
use super::function::{seen, under};
use super::pipeline::Stage;
use crate::ir::{Atom, Form, Init, Kind, Shape};
use crate::lower::control::{branch, loops};
use crate::lower::memory::new;
use crate::lower::memory::place::{self, Located};
use crate::lower::state::agreement::conform;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::hidden::{get, leaf, set};
use crate::lower::state::scope::{Operand, Operands, Var};
use crate::lower::value::expr::as_scalar;
use quote::ToTokens;

/// Runs a stage that carries something along.
pub(super) fn stage(
    cx: &mut Cx<'_>,
    at: &dyn ToTokens,
    (stage, item): (&Stage<'_>, Operands),
    then: Then<'_>,
) -> Res<()> {
    let names = cx.scope.names();
    match stage {
        Stage::Scan(state, f) => {
            let (lent, cell) = lent(cx, at, *state);
            let mut cases = |cx: &mut Cx<'_>, given: Given<'_>| {
                let Given::Some(value) = given else { return Err(loops::leave_innermost(cx)) };
                if let Some(cell) = &cell {
                    let next = place::read(cx, at, cell);
                    set(cx, *state, next);
                }
                under(cx, names.clone(), |cx| then(cx, value))
            };
            seen(cx, f, |cx, f| filter_map::each(cx, f, &[lent, item], &mut cases))
        }
        Stage::Successor(state, f) => {
            let (found, value) = successor(cx, *state);
            let found = as_scalar(cx, at, &found)?;
            let mut there = |cx: &mut Cx<'_>| {
                let none = flag(cx, false);
                set(cx, *state, Shape::Tuple(vec![none, value.clone()]));
                let mut next = |cx: &mut Cx<'_>, next: Given<'_>| {
                    let Given::Some(next) = next else { return Ok(()) };
                    let next = next.owned();
                    let kinds = value.map(&mut |o| o.kind);
                    conform(cx, at, &next, &kinds)?;
                    let found = flag(cx, true);
                    set(cx, *state, Shape::Tuple(vec![found, next]));
                    Ok(())
                };
                let given = [Shape::Ref(Box::new(value.clone()))];
                seen(cx, f, |cx, f| filter_map::each(cx, f, &given, &mut next))?;
                then(cx, value.clone()).map(|()| Shape::unit())
            };
            branch::when(cx, at, found, &mut there, &mut |cx| Err(loops::leave_innermost(cx))).map(|_| ())
        }
        _ => unreachable!("it carries nothing along"),
    }
}

/// A `&mut` to what is carried along: of scalars to a cell, whose content is carried on.
pub(super) fn lent(cx: &mut Cx<'_>, at: &dyn ToTokens, state: Var) -> (Operands, Option<Located>) {
    let held = get(cx, state);
    if held.leaves().into_iter().any(|o| cx.kinds.as_memory(o.kind).is_some()) {
        return (Shape::Mut(Box::new(held)), None);
    }
    let elem = held.map(&mut |o| o.kind);
    let cell = new::new(cx, at, Form::Cell, elem.clone(), Init::Cell(held.map(&mut |o| o.atom)));
    let Shape::Leaf(Operand { atom: Atom::Value(base), .. }) = cell else { unreachable!("memory is a leaf") };
    (Shape::Mut(Box::new(cell)), Some(Located { base, path: Vec::new(), ty: elem }))
}

/// Whether there is a next item, and which.
fn successor(cx: &mut Cx<'_>, state: Var) -> (Operands, Operands) {
    match get(cx, state) {
        Shape::Tuple(entries) => {
            let mut entries = entries.into_iter();
            match (entries.next(), entries.next()) {
                (Some(found), Some(value)) => (found, value),
                _ => unreachable!("it is a flag and a value"),
            }
        }
        _ => unreachable!("it is a flag and a value"),
    }
}

pub(super) fn successor_like(cx: &mut Cx<'_>, state: Var) -> Operands {
    successor(cx, state).1
}

pub(super) fn flag(cx: &mut Cx<'_>, is_set: bool) -> Operands {
    let kind = cx.exactly(Kind::Bool);
    leaf(Atom::Bool(is_set), kind)
}
