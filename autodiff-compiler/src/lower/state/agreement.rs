//! Whether a value agrees with its place.

use super::cx::{Cx, Res};
use super::kinds::{KindVar, Known};
use super::scope::Operands;
use crate::errors::Message;
use crate::ir::Shape;
use quote::ToTokens;

/// Holds a value against the shape that its place has.
pub(crate) fn conform(cx: &mut Cx<'_>, at: &dyn ToTokens, value: &Operands, wanted: &Shape<KindVar>) -> Res<()> {
    match (value, wanted) {
        (Shape::Leaf(operand), Shape::Leaf(kind)) => cx.unify(at, operand.kind, *kind),
        (Shape::Ref(value), Shape::Ref(wanted)) => conform(cx, at, value, wanted),
        // A reference and what it refers to are one value here; rustc has
        // checked the types.
        (Shape::Ref(value) | Shape::Mut(value), wanted) => conform(cx, at, value, wanted),
        (value, Shape::Ref(wanted) | Shape::Mut(wanted)) => conform(cx, at, value, wanted),
        (Shape::Tuple(values), Shape::Tuple(wanted)) if values.len() == wanted.len() => {
            values.iter().zip(wanted).try_for_each(|(value, wanted)| conform(cx, at, value, wanted))
        }
        // `_` takes anything; the elements of `Vec::new()` show where one is pushed.
        (_, Shape::Leaf(kind)) if cx.kinds.known(*kind) == Known::Nothing => {
            let shape = value.owned().map(&mut |o| o.kind);
            cx.kinds.shape_elements(*kind, &shape);
            Ok(())
        }
        // A field, or its elements, `self.trace.push((t, y))`, are tuples: lowering begins again with that.
        (Shape::Tuple(entries), Shape::Leaf(kind)) if cx.may_be_data(*kind) => {
            if let Some(part) = cx.kinds.part_called(*kind) {
                cx.errors.is_tuple(part, entries.len());
            }
            Err(cx.refuse(at, Message::ShapeMismatch))
        }
        _ => Err(cx.refuse(at, Message::ShapeMismatch)),
    }
}
