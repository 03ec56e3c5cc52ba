//! What a method of iterators carries along, `fold(V3::zero(), ..)`, of which only the closure tells
//! that it is data.
//!
//! It is a variable that has no name, so it goes by the text of the call. Where its uses have
//! told, lowering begins again (`again.rs`), and this is data from the beginning.

use super::agreement::conform;
use super::cx::{Cx, Res, Unseen};
use super::kinds::Known;
use super::scope::Operands;
use crate::ir::Shape;
use crate::lower::tokens::text::written;
use syn::ExprMethodCall;

/// Notes what is carried along.
pub(crate) fn note(cx: &mut Cx<'_>, at: &ExprMethodCall, value: &Operands) -> Res<()> {
    let Shape::Leaf(operand) = value else { return Ok(()) };
    if !matches!(cx.known(*operand), Known::Nothing | Known::Part) {
        return Ok(());
    }
    let name = written(at);
    cx.unseen_variables.push(Unseen { name, kind: operand.kind, is_made_by_type: false });
    if !is_data(cx, at) {
        return Ok(());
    }
    let shape = Shape::Leaf(cx.kinds.data(""));
    conform(cx, at, value, &shape)
}

/// Whether it has turned out to be data.
pub(crate) fn is_data(cx: &Cx<'_>, at: &ExprMethodCall) -> bool {
    cx.errors.holds_data(&written(at))
}
