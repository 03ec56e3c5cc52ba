//! What a `Box` holds: `**e`, `*tree.left`.
//!
//! Whether it is a box, only rustc knows. Where more `*` are written than there are references, the
//! place goes through a function of core that looks into a box, and leaves alone what is none.

use super::place::{Located, held};
use crate::ir::{Shape, Step};
use crate::lower::state::cx::Cx;
use crate::lower::state::kinds::Known;
use crate::lower::state::settle;
use syn::{Expr, UnOp};

/// Whether `*` goes into what may be a box: data that is no reference.
pub(super) fn is_one(cx: &Cx<'_>, e: &Expr, at: &Located) -> bool {
    let Shape::Leaf(kind) = at.ty else { return false };
    let is_reference = matches!(held(cx, e), Some(Shape::Ref(_) | Shape::Mut(_)));
    match e {
        Expr::Field(_) => !is_reference && cx.may_be_data(kind),
        Expr::Path(_) | Expr::Unary(_) | Expr::Index(_) => !is_reference && cx.kinds.is_data(kind),
        _ => false,
    }
}

pub(super) fn inside(cx: &mut Cx<'_>, at: &Located) -> Located {
    let Shape::Leaf(kind) = at.ty else { unreachable!("data is a leaf") };
    settle::data_kind(cx, kind);
    let ty = cx.kinds.field_at(kind, &Step::Behind);
    at.then(Step::Behind, ty)
}

/// `match **e { Node::Leaf(v) => .. }`: what is behind more `*` than there are references is in
/// a box, and data.
pub(crate) fn settled(cx: &mut Cx<'_>, e: &Expr) {
    let (mut inner, mut derefs) = (e, 0);
    loop {
        inner = match inner {
            Expr::Paren(of) => &of.expr,
            Expr::Reference(of) => &of.expr,
            Expr::Unary(of) if matches!(of.op, UnOp::Deref(_)) => {
                derefs += 1;
                &of.expr
            }
            _ => break,
        }
    }
    let mut references = 0;
    let mut value = held(cx, inner);
    while let Some(Shape::Ref(of) | Shape::Mut(of)) = value {
        (references, value) = (references + 1, Some(&**of));
    }
    if let Some(Shape::Leaf(operand)) = value
        && derefs > references
        && cx.known(*operand) == Known::Part
    {
        settle::data_kind(cx, operand.kind);
    }
}
