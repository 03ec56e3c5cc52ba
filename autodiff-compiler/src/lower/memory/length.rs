//! Lengths and indices.

use super::place::{self, Located};
use crate::ir::{Access, Atom, Form, IntOp, Op, Shape};
use crate::lower::state::cx::{Cx, Res};
use crate::lower::value::expr::scalar;
use quote::ToTokens;
use syn::Expr;

/// The length of what has no end: no item has this number.
pub(crate) const ENDLESS: Atom = Atom::Int(u64::MAX as i128);

/// A number of elements.
pub(crate) fn length(cx: &mut Cx<'_>, e: &Expr) -> Res<Atom> {
    let operand = scalar(cx, e)?;
    let usize_kind = cx.usize_kind();
    cx.unify(e, operand.kind, usize_kind)?;
    Ok(operand.atom)
}

/// Arithmetic on lengths and indices, which are in bounds.
pub(crate) fn int(cx: &mut Cx<'_>, at: &dyn ToTokens, op: IntOp, a: Atom, b: Atom) -> Atom {
    match (op, a, b) {
        (IntOp::Add | IntOp::Sub, a, Atom::Int(0)) => return a,
        (IntOp::Add, Atom::Int(0), b) => return b,
        (IntOp::Mul | IntOp::Div, a, Atom::Int(1)) => return a,
        (IntOp::Mul, Atom::Int(1), b) => return b,
        (IntOp::Min, a, b) if a == b || b == ENDLESS => return a,
        (IntOp::Min, ENDLESS, b) => return b,
        (IntOp::Div, Atom::Int(a), Atom::Int(b)) if b != 0 => return Atom::Int(a / b),
        _ => {}
    }
    let kind = cx.usize_kind();
    let dst = cx.fresh(kind);
    if op != IntOp::Div {
        cx.out.values[dst.index()].access = Access::Again;
    }
    let _ = at;
    cx.out.define(dst, Op::Int(op), vec![a, b]);
    dst.into()
}

/// The length of the memory at a place.
pub(crate) fn len(cx: &mut Cx<'_>, at: &dyn ToTokens, place: &Located) -> Atom {
    if let Some((Form::Array(len), _)) = place::memory(cx, place)
        && let Ok(len) = len.parse::<i128>()
    {
        return Atom::Int(len);
    }
    let handle = place::read(cx, at, place);
    let Shape::Leaf(handle) = handle.behind_refs() else { unreachable!("memory is a leaf") };
    let kind = cx.usize_kind();
    let dst = cx.fresh(kind);
    cx.out.define(dst, Op::Len, vec![handle.atom]);
    dst.into()
}
