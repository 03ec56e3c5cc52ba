//! Calls that turn out to be of integers alone: `Matrix::zeros(a.rows, b.cols)`.
//!
//! What a field is, only its use tells, and that may come later: `for i in 0..a.rows`. A function
//! of integers has no companions, so where this has come out, lowering begins again (`again.rs`).

use crate::ir::{Kind, Shape};
use crate::lower::state::cx::Cx;
use crate::lower::state::kinds::Known;
use crate::lower::state::scope::Operands;

/// Notes a call that is given parts of data and nothing else that may be a float.
pub(super) fn note(cx: &mut Cx<'_>, call: &str, args: &[Operands]) {
    let mut kinds = Vec::new();
    for arg in args {
        match arg {
            Shape::Leaf(operand) => kinds.push(operand.kind),
            _ => return,
        }
    }
    let is_open = |cx: &Cx<'_>, kind| cx.kinds.known(kind) == Known::Part;
    if !kinds.iter().any(|kind| is_open(cx, *kind)) {
        return;
    }
    if cx.errors.holds_data(&key(call)) {
        for kind in kinds.iter().filter(|kind| is_open(cx, **kind)).copied().collect::<Vec<_>>() {
            let integer = cx.kinds.fresh(Known::SomeInt);
            // Nothing contradicts what is not known.
            let _ = cx.kinds.unify(kind, integer);
        }
        return;
    }
    cx.open_calls.push((key(call), kinds));
}

/// Tells of those that are of integers alone.
pub(crate) fn settle(cx: &Cx<'_>) {
    for (call, kinds) in &cx.open_calls {
        if kinds.iter().all(|kind| matches!(cx.kinds.resolve(*kind), Kind::Int(_) | Kind::Bool)) {
            cx.errors.is_late(call);
        }
    }
}

/// No name of a variable.
fn key(call: &str) -> String {
    format!("call {call}")
}
