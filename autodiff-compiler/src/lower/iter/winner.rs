//! Which item of an iterator over rows is the largest, the first that fits, the
//! last: what is kept of it is its number.
//!
//! ```text
//! rows.iter().max_by(|a, b| a[0].total_cmp(&b[0]))     found, best = for i in 0..n carrying ..
//!                                                          .. compare rows[i][0], rows[best][0]
//!                                                      view rows[best]
//! ```

use super::drive::drive_numbered;
use super::pipeline::Pipeline;
use super::search::{has_found, prefers, until_first};
use super::stages;
use crate::errors::Message;
use crate::ir::{Atom, Kind, Shape};
use crate::lower::control::branch;
use crate::lower::option::take_apart::{Maybe, Value};
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::hidden::{get, leaf, set, take};
use crate::lower::state::scope::{Holds, Operand, Operands, Var};
use crate::lower::value::expr::as_scalar;
use syn::ExprMethodCall;

/// An item that was found, by its number.
pub(crate) struct Item<'e> {
    pub(super) end: &'e ExprMethodCall,
    pub(super) run: Pipeline<'e>,
    pub(super) number: Operand,
}

impl Item<'_> {
    pub(crate) fn read(&self, cx: &mut Cx<'_>) -> Res<Operands> {
        again(cx, self.end, &self.run, self.number)
    }
}

fn again(cx: &mut Cx<'_>, end: &ExprMethodCall, run: &Pipeline<'_>, number: Operand) -> Res<Operands> {
    match stages::item_again(cx, end, run, number)? {
        Some(item) => Ok(item),
        None => Err(cx.refuse(&end.method, Message::MemoryLeavesLoop)),
    }
}

/// Finds the number of the item.
type Find = fn(&mut Cx<'_>, &ExprMethodCall, &Pipeline<'_>, (Var, Var)) -> Res<()>;

/// `iterator.end(..)`, where the items are memory.
pub(crate) fn search<'e>(
    cx: &mut Cx<'_>,
    end: &'e ExprMethodCall,
    run: Pipeline<'e>,
    (found, find): (Var, Find),
) -> Res<Maybe<'e>> {
    let count = run.source.count(cx, run.order);
    let number = cx.scope.hide(Holds::Operands(leaf(Atom::Int(0), count.from.kind)));
    find(cx, end, &run, (found, number))?;
    let (found, number) = (take(cx, found), take(cx, number));
    let number = as_scalar(cx, end, &number)?;
    let found = as_scalar(cx, end, &found)?;
    Ok(Maybe::of(found, Value::Item(Box::new(Item { end, run, number }))))
}

/// There is no such item: the method makes one, or compares what has no order.
pub(super) fn none(cx: &mut Cx<'_>, end: &ExprMethodCall, _: &Pipeline<'_>, _: (Var, Var)) -> Res<()> {
    Err(cx.refuse(&end.method, Message::MemoryLeavesLoop))
}

/// The first item of all, or that fits.
pub(super) fn first(cx: &mut Cx<'_>, end: &ExprMethodCall, run: &Pipeline<'_>, (found, number): (Var, Var)) -> Res<()> {
    until_first(cx, end, run, &mut |cx, index, _| {
        set(cx, number, Shape::Leaf(index));
        has_found(cx, found);
    })
}

/// The first item, and then whichever the comparison prefers.
pub(super) fn best(cx: &mut Cx<'_>, end: &ExprMethodCall, run: &Pipeline<'_>, (found, number): (Var, Var)) -> Res<()> {
    let kind = cx.exactly(Kind::Bool);
    drive_numbered(cx, end, None, run, &mut |cx, index, item| {
        let (known, so_far) = (get(cx, found), get(cx, number));
        let (known, so_far) = (as_scalar(cx, end, &known)?, as_scalar(cx, end, &so_far)?);
        let mut compare = |cx: &mut Cx<'_>| {
            let old = again(cx, end, run, so_far)?;
            prefers(cx, end, &old, &item).map(Shape::Leaf)
        };
        let mut first = |_: &mut Cx<'_>| Ok(leaf(Atom::Bool(true), kind));
        let better = branch::when(cx, end, known, &mut compare, &mut first)?;
        let better = as_scalar(cx, end, &better)?;
        let mut replace = |cx: &mut Cx<'_>| {
            set(cx, number, Shape::Leaf(index));
            Ok(Shape::unit())
        };
        branch::when(cx, end, better, &mut replace, &mut |_| Ok(Shape::unit()))?;
        has_found(cx, found);
        Ok(())
    })
}
