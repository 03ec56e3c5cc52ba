//! Calls of which the `Option` or the `Result` is kept: `let r = g(x);`, `g(x).unwrap_or(0.0)`.
//!
//! Only their uses tell that they give one. What they give is data in the function, and the
//! companions, which give one thing or nothing, are asked for what belongs to both.

use super::state::cx::Cx;
use crate::ir::{Block, Called, Fails, Held, HeldError, Op, Place, Shape, Step, Stmt, Value};

/// Marks these calls in the body of a function.
pub(super) fn settle(cx: &Cx<'_>, body: &mut Block) {
    let mut held = Vec::new();
    body.visit(&mut |stmt| held.extend(result(cx, stmt)));
    let dropped: Vec<Value> = held.into_iter().filter(|w| !is_read_whole(body, *w) && !has_type(cx, *w)).collect();
    mark(cx, body, &dropped);
}

fn mark(cx: &Cx<'_>, body: &mut Block, dropped: &[Value]) {
    for stmt in &mut body.stmts {
        if let Some(w) = result(cx, stmt)
            && let Stmt::Call(call) = stmt
        {
            let error = if dropped.contains(&w) { HeldError::Dropped } else { HeldError::Read };
            call.fails = Fails::Held(Box::new(Held { error, around: None, seeds: Vec::new(), changes: false }));
        }
        stmt.regions_mut().into_iter().for_each(|region| mark(cx, region, dropped));
    }
}

/// What such a call gives. The companions of a function that is data have no `Option` around what
/// they give.
fn result(cx: &Cx<'_>, stmt: &Stmt) -> Option<Value> {
    let Stmt::Call(call) = stmt else { return None };
    let (Shape::Leaf(w), Fails::Never) = (&call.dst, &call.fails) else { return None };
    // `map` of what may be an array or an `Option` has companions in core, which give one like it.
    let is_map = matches!(call.callee.called, Called::Method(_)) && call.callee.name == "map";
    let is_named = matches!(call.callee.called, Called::Path | Called::Method(_)) && !is_map;
    (is_named && cx.kinds.holds_value(cx.kind_of[w.index()])).then_some(*w)
}

/// Whether its type is written somewhere.
fn has_type(cx: &Cx<'_>, w: Value) -> bool {
    cx.kinds.type_of(cx.kind_of[w.index()]).is_some_and(|ty| !ty.is_empty())
}

/// Whether more is read than whether there is a value, and what it is.
fn is_read_whole(block: &Block, w: Value) -> bool {
    let mut found = block.yields.iter().any(|atom| atom.value() == Some(w));
    for stmt in &block.stmts {
        let reads = stmt.operands().into_iter().filter(|atom| atom.value() == Some(w)).count();
        let is_inside = |place: &&Place| {
            place.base == w && matches!(place.path.first(), Some(Step::Payload { variant, .. }) if variant.is_empty())
        };
        let inside = stmt.places().iter().copied().filter(|place| is_inside(place)).count();
        found |= reads > inside && !asks(stmt);
        found |= stmt.regions().into_iter().any(|region| is_read_whole(region, w));
    }
    found
}

/// `is_there(&w)`
fn asks(stmt: &Stmt) -> bool {
    let Stmt::Apply(apply) = stmt else { return false };
    let Op::Foreign(foreign) = &apply.op else { return false };
    foreign.code.clone().into_iter().any(|token| token.to_string() == "is_there")
}
