//! Variables of lowering's own, which go along from iteration to iteration.

use super::cx::Cx;
use super::kinds::{KindVar, Known};
use super::scope::{Holds, Operand, Operands, Var};
use crate::ir::{Atom, Shape};

pub(crate) fn get(cx: &mut Cx<'_>, var: Var) -> Operands {
    match cx.scope.get(var).clone() {
        Holds::Operands(operands) => operands,
        _ => Shape::Leaf(Operand { atom: Atom::Undef, kind: cx.kinds.fresh(Known::Nothing) }),
    }
}

pub(crate) fn take(cx: &mut Cx<'_>, var: Var) -> Operands {
    let value = get(cx, var);
    cx.scope.forget(var);
    value
}

pub(crate) fn set(cx: &mut Cx<'_>, var: Var, value: Operands) {
    cx.scope.set(var, Holds::Operands(value));
}

pub(crate) fn leaf(atom: Atom, kind: KindVar) -> Operands {
    Shape::Leaf(Operand { atom, kind })
}
