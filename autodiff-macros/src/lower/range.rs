//! Ranges of integers that are run through by number.

use super::control::Count;
use super::cx::Cx;
use super::kinds::Known;
use super::scope::Operand;
use super::source::usize_kind;
use crate::ir::{Access, Apply, Atom, IntKind, IntOp, Kind, Limits, OnActive, Op, Shape, Stmt, hole};
use quote::{ToTokens, quote};

/// How many integers a range has.
pub(crate) fn len(cx: &mut Cx<'_>, at: &impl ToTokens, count: &Count) -> Atom {
    if let (Atom::Int(0), Limits::HalfOpen, Known::Exactly(Kind::Int(IntKind::Usize))) =
        (count.from.atom, count.limits, cx.kinds.known(count.from.kind))
    {
        return count.to.atom;
    }
    let (from, to) = (hole(0), hole(1));
    let code = match count.limits {
        Limits::HalfOpen => quote!((#from..#to).count()),
        Limits::Closed => quote!((#from..=#to).count()),
    };
    let args = vec![super::foreign::typed(cx, count.from), super::foreign::typed(cx, count.to)];
    let kind = usize_kind(cx);
    let len = super::foreign::apply_as(cx, at, code, args, kind, OnActive::Inactive);
    match len {
        Shape::Leaf(operand) => operand.atom,
        _ => unreachable!("a number is a leaf"),
    }
}

/// The `k`-th integer of a range.
pub(crate) fn item(cx: &mut Cx<'_>, count: &Count, k: Operand) -> Operand {
    after(cx, count.from, k)
}

/// The integer that is `k` after another.
pub(crate) fn after(cx: &mut Cx<'_>, from: Operand, k: Operand) -> Operand {
    let kind = from.kind;
    let offset = match cx.kinds.known(kind) {
        Known::Exactly(Kind::Int(IntKind::Usize)) => k.atom,
        Known::SomeInt => {
            // An index of open type is one of `usize`.
            let _ = cx.kinds.unify(kind, k.kind);
            k.atom
        }
        _ => {
            let to = cx.kinds.resolve(kind);
            let dst = cx.fresh(kind);
            cx.out.push(Stmt::Apply(Apply { dst, op: Op::Cast(to), args: vec![k.atom], origin: None }));
            dst.into()
        }
    };
    if from.atom == Atom::Int(0) {
        return Operand { atom: offset, kind };
    }
    // From a negative number on, the offset need not be a number of the type.
    let is_wide = cx.kinds.resolve(kind).unsigned().is_some() && !matches!(from.atom, Atom::Int(0..));
    let op = Op::Int(if is_wide { IntOp::WrappingAdd } else { IntOp::Add });
    let dst = cx.fresh(kind);
    cx.out.values[dst.index()].access = Access::Again;
    cx.out.push(Stmt::Apply(Apply { dst, op, args: vec![from.atom, offset], origin: None }));
    Operand { atom: dst.into(), kind }
}
