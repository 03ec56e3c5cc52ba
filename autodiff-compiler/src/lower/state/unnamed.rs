//! What a method of iterators carries along, `fold(V3::zero(), ..)`, of which only the closure tells
//! that it is data.
//!
//! It is a variable that has no name, so it goes by the text of the call. Where its uses have
//! told, lowering begins again (`again.rs`), and this is data from the beginning.

use super::agreement::conform;
use super::cx::{Cx, Res, Unseen};
use super::kinds::Known;
use super::scope::{Maker, Operands};
use crate::ir::Shape;
use crate::lower::tokens::text::written;
use proc_macro2::Ident;
use quote::ToTokens;
use syn::ExprMethodCall;

/// Notes what is carried along.
pub(crate) fn note(cx: &mut Cx<'_>, at: &ExprMethodCall, value: &Operands) -> Res<()> {
    named(cx, at, &written(at), value)
}

/// Notes what goes by a name; of a tuple, each entry.
pub(crate) fn named(cx: &mut Cx<'_>, at: &impl ToTokens, name: &str, value: &Operands) -> Res<()> {
    let value = value.behind_refs();
    let operand = match value {
        Shape::Tuple(entries) => {
            let mut entries = entries.iter().enumerate();
            return entries.try_for_each(|(i, entry)| named(cx, at, &format!("{name}.{i}"), entry));
        }
        Shape::Leaf(operand) => operand,
        _ => return Ok(()),
    };
    if !matches!(cx.known(*operand), Known::Nothing | Known::Part | Known::CallResult) {
        return Ok(());
    }
    cx.unseen_variables.push(Unseen { name: name.to_owned(), kind: operand.kind, maker: Maker::Other });
    if !cx.errors.holds_data(name) {
        return Ok(());
    }
    let shape = Shape::Leaf(cx.kinds.data(""));
    conform(cx, at, value, &shape)
}

/// Notes what a variable is bound to that may be assigned, and is a part of data or what a call
/// gives.
pub(crate) fn bound(cx: &mut Cx<'_>, name: &Ident, value: &Operands) -> Res<()> {
    match value {
        Shape::Leaf(operand) if cx.known(*operand) == Known::Nothing => Ok(()),
        value => named(cx, name, &name.to_string(), value),
    }
}

/// Whether it, or an entry of it, has turned out to be data.
pub(crate) fn is_data(cx: &Cx<'_>, at: &ExprMethodCall, value: &Operands) -> bool {
    has_data(cx, &written(at), value)
}

fn has_data(cx: &Cx<'_>, name: &str, value: &Operands) -> bool {
    match value.behind_refs() {
        Shape::Tuple(entries) => {
            let mut entries = entries.iter().enumerate();
            entries.any(|(i, entry)| has_data(cx, &format!("{name}.{i}"), entry))
        }
        _ => cx.errors.holds_data(name),
    }
}
