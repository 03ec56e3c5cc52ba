//! Unary and binary operators.

use super::array_constant;
use super::expr::{any, expression, scalar};
use crate::errors::Message;
use crate::ir::fold::arith;
use crate::ir::{Atom, Comparison, IntOp, Kind, Op, Shape};
use crate::lower::classify::is_written_as_constant;
use crate::lower::memory::data;
use crate::lower::state::alias;
use crate::lower::state::arrays::{self, IsLent};
use crate::lower::state::claim;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::kinds::{KindVar, Known};
use crate::lower::state::products;
use crate::lower::state::scope::{Operand, Operands};
use crate::lower::state::typed::typed_in_place;
use quote::ToTokens;
use syn::{BinOp, Expr, ExprBinary, ExprUnary, UnOp};

pub(crate) fn unary(cx: &mut Cx<'_>, unary: &ExprUnary) -> Res<Operands> {
    match unary.op {
        UnOp::Neg(_) => {
            let value = expression(cx, &unary.expr, &any())?;
            let operand = super::expr::as_scalar(cx, unary, &value)?;
            constant(cx, &unary.expr, operand);
            claim::float(cx, operand);
            Ok(negate(cx, unary, operand))
        }
        UnOp::Not(_) => {
            let operand = scalar(cx, &unary.expr)?;
            let op = if cx.known(operand) == Known::Exactly(Kind::Bool) { Op::Not } else { Op::Int(IntOp::Not) };
            // The dual of a vector is none.
            let kind = if cx.kinds.is_data(operand.kind) { cx.kinds.fresh(Known::Part) } else { operand.kind };
            Ok(cx.apply(unary, op, vec![operand.atom], kind))
        }
        _ => Err(cx.refuse(unary, Message::UnsupportedExpression { what: "this operator".to_owned() })),
    }
}

/// The negation of a float is no operation: the sign travels with the operand.
fn negate(cx: &mut Cx<'_>, at: &ExprUnary, operand: Operand) -> Operands {
    let atom = match (operand.atom, cx.known(operand)) {
        (Atom::Int(n), _) if super::literal::is_written(&at.expr) => Atom::Int(-n),
        (atom, known) if known.may_be_float() && !matches!(known, Known::CallResult | Known::Part) => atom.negated(),
        (atom, _) => return cx.apply(at, Op::Int(IntOp::Neg), vec![atom], operand.kind),
    };
    Shape::Leaf(Operand { atom, kind: operand.kind })
}

pub(crate) fn binary(cx: &mut Cx<'_>, binary: &ExprBinary) -> Res<Operands> {
    let left = side(cx, &binary.left);
    let right = side(cx, &binary.right);
    if let (BinOp::Add(_) | BinOp::Sub(_), Ok(l), Ok(r)) = (&binary.op, &left, &right) {
        array_in_sum(cx, binary, [*l, *r]);
    }
    if let (Ok(left), Ok(right)) = (&left, &right)
        && is_plain(&binary.left)
        && is_plain(&binary.right)
    {
        // Nothing happens between the two that could change them.
        cx.borrowed.extend([left.atom, right.atom].into_iter().filter_map(Atom::value));
    }
    if let (Ok(left), Ok(right)) = (&left, &right)
        && let Some(value) = array_constant::applied(cx, binary, [*left, *right])
    {
        return Ok(value);
    }
    apply(cx, binary, &binary.op, left?, right?)
}

/// The sum of a number and of what a function of an array gives.
fn array_in_sum(cx: &mut Cx<'_>, binary: &ExprBinary, [left, right]: [Operand; 2]) {
    for (side, other, e) in [(left, right, &binary.left), (right, left, &binary.right)] {
        let is_lent = if matches!(**e, Expr::Reference(_)) { IsLent::Yes } else { IsLent::No };
        if products::is_float(cx, other.kind) {
            arrays::in_sum(cx, side, is_lent);
        }
    }
}

/// A side of an operator. A struct that is written there is data, whatever is in it: no
/// number is written so.
fn side(cx: &mut Cx<'_>, e: &Expr) -> Res<Operand> {
    match e {
        Expr::Paren(inner) => side(cx, &inner.expr),
        Expr::Group(inner) => side(cx, &inner.expr),
        Expr::Struct(fields) => {
            let value = data::literal(cx, fields, &any())?;
            super::expr::as_scalar(cx, e, &value)
        }
        Expr::Path(path) => {
            let value = scalar(cx, e)?;
            alias::named(cx, path, value.kind);
            constant(cx, e, value);
            Ok(value)
        }
        e => scalar(cx, e),
    }
}

/// A constant of which nothing is said, `const UP: V3`, is no number where the function is refused otherwise.
fn constant(cx: &mut Cx<'_>, e: &Expr, operand: Operand) {
    let is_constant = matches!(e, Expr::Path(path) if is_written_as_constant(path));
    if is_constant && cx.errors.constants_are_data() && cx.known(operand) == Known::Nothing {
        alias::constant(cx, operand.kind);
    }
}

/// Whether an expression only names something.
fn is_plain(e: &Expr) -> bool {
    match e {
        Expr::Path(_) | Expr::Lit(_) => true,
        Expr::Paren(inner) => is_plain(&inner.expr),
        Expr::Group(inner) => is_plain(&inner.expr),
        Expr::Field(field) => is_plain(&field.base),
        Expr::Index(index) => is_plain(&index.expr) && is_plain(&index.index),
        Expr::Unary(unary) => is_plain(&unary.expr),
        Expr::Reference(reference) => is_plain(&reference.expr),
        Expr::Binary(binary) => is_plain(&binary.left) && is_plain(&binary.right),
        _ => false,
    }
}

/// `left op right`, for an operator that is no assignment and no `&&`, `||`.
pub(crate) fn apply(cx: &mut Cx<'_>, at: &dyn ToTokens, op: &BinOp, left: Operand, right: Operand) -> Res<Operands> {
    [left, right].into_iter().for_each(|operand| claim::float(cx, operand));
    if let Some(test) = comparison(op) {
        return compare(cx, at, test, left, right);
    }
    let args = vec![left.atom, right.atom];
    let Some(int) = arithmetic(op) else {
        return Err(cx.refuse(at, Message::UnsupportedExpression { what: "this operator".to_owned() }));
    };
    if let Some(kind) = arrays::together(cx, [left.kind, right.kind]) {
        return Ok(cx.apply(at, Op::Int(int), args, kind));
    }
    if is_scaled(int) && [left, right].into_iter().any(|operand| may_be_data(cx, operand)) {
        let span = at.to_token_stream().into_iter().next().map_or_else(proc_macro2::Span::call_site, |t| t.span());
        let kind = products::of(cx, span, int, [left, right]);
        return Ok(cx.apply(at, Op::Int(int), args, kind));
    }
    if let Some(kind) = sum_of_data(cx, op, [left, right]) {
        return Ok(cx.apply(at, Op::Int(int), args, kind));
    }
    if let Some(kind) = products::scaled(cx, int, [left.kind, right.kind]) {
        return Ok(cx.apply(at, Op::Int(int), args, kind));
    }
    // A point and a vector: what they give is one or the other.
    if cx.kinds.are_of_other_types(left.kind, right.kind) {
        let kind = cx.kinds.data("");
        return Ok(cx.apply(at, Op::Int(int), args, kind));
    }
    if is_of_bits(int) && is_own(cx, [left, right]) {
        let kind = cx.kinds.fresh(Known::Part);
        return Ok(cx.apply(at, Op::Int(int), args, kind));
    }
    // A constant of a type that is not looked into says nothing of the other side.
    if let Some(seen) = beside_unseen(cx, int, [left, right]) {
        return Ok(cx.apply(at, Op::Int(int), args, seen));
    }
    // The two sides of a shift may differ.
    if !matches!(int, IntOp::Shl | IntOp::Shr) {
        cx.unify(at, left.kind, right.kind)?;
    }
    let op = match rule_name(int) {
        Some(name) if cx.known(left).may_be_float() && cx.known(left) != Known::Part => Op::Rule(arith(name)),
        // `finish` decides, when it knows the kind.
        _ => Op::Int(int),
    };
    Ok(cx.apply(at, op, args, left.kind))
}

/// Whether a side may be data, or is what a function of a type gives: `Matrix3::identity() * s`.
fn may_be_data(cx: &Cx<'_>, side: Operand) -> bool {
    let is_of_type = || side.atom.value().is_some_and(|w| cx.of_types.contains(&w));
    cx.may_be_data(side.kind) || (cx.known(side) == Known::Nothing && is_of_type())
}

/// The kind of a sum of a number and data.
pub(crate) fn sum_of_data(cx: &Cx<'_>, op: &BinOp, sides: [Operand; 2]) -> Option<KindVar> {
    matches!(op, BinOp::Add(_) | BinOp::Sub(_)).then(|| products::mixed(cx, sides)).flatten()
}

/// The value that `left op= right` assigns. Of data, the operator that assigns may do
/// something else than the one that does not.
pub(crate) fn assigned(cx: &mut Cx<'_>, at: &dyn ToTokens, op: &BinOp, left: Operand, right: Operand) -> Res<Operands> {
    let value = apply(cx, at, op, left, right)?;
    if let Shape::Leaf(Operand { atom: Atom::Value(w), .. }) = &value {
        cx.assigned.insert(*w);
    }
    Ok(value)
}

/// Whether a side may be a scalar, and the other one a vector.
pub(crate) fn may_scale(cx: &Cx<'_>, op: &BinOp, sides: [KindVar; 2]) -> bool {
    arithmetic(op).is_some_and(is_scaled) && sides.into_iter().any(|side| cx.may_be_data(side))
}

/// The kind of a sum of data and a constant of a type that is not looked into: that of the
/// data.
fn beside_unseen(cx: &Cx<'_>, op: IntOp, sides: [Operand; 2]) -> Option<KindVar> {
    let is_unseen = |side: Operand| cx.kinds.is_opaque(side.kind);
    let is_data = |side: Operand| cx.known(side) == Known::Part || cx.kinds.is_data(side.kind);
    let [left, right] = sides;
    match op {
        IntOp::Add | IntOp::Sub if is_data(left) && is_unseen(right) => Some(left.kind),
        IntOp::Add | IntOp::Sub if is_unseen(left) && is_data(right) => Some(right.kind),
        _ => None,
    }
}

/// Whether the sides may be of two kinds: a scalar times a vector.
fn is_scaled(op: IntOp) -> bool {
    matches!(op, IntOp::Mul | IntOp::Div | IntOp::Rem)
}

/// Whether numbers are taken by their bits: `^`, `|`, `&` and the shifts.
fn is_of_bits(op: IntOp) -> bool {
    matches!(op, IntOp::BitXor | IntOp::BitOr | IntOp::BitAnd | IntOp::Shl | IntOp::Shr)
}

/// The same of an operator that has one.
pub(crate) fn may_be_of_data(cx: &Cx<'_>, op: &BinOp, sides: [Operand; 2]) -> bool {
    arithmetic(op).is_some_and(is_of_bits) && is_own(cx, sides)
}

/// Whether such an operator is one of the user's, which may give anything: a side is data, or a float,
/// which has none of these. Of two parts of data nobody says, and rustc finds out.
fn is_own(cx: &Cx<'_>, sides: [Operand; 2]) -> bool {
    let is_part = |side: Operand| cx.known(side) == Known::Part;
    let [left, right] = sides;
    sides.into_iter().any(|side| cx.kinds.is_data(side.kind))
        || (is_part(left) && is_part(right))
        || (is_part(left) && products::is_float(cx, right.kind))
        || (is_part(right) && products::is_float(cx, left.kind))
}

/// A comparison; of two literals, the first says the type.
pub(crate) fn compare(
    cx: &mut Cx<'_>,
    at: &dyn ToTokens,
    test: Comparison,
    left: Operand,
    right: Operand,
) -> Res<Operands> {
    cx.unify(at, left.kind, right.kind)?;
    let first = if right.atom.is_literal() { typed_in_place(cx, left) } else { left.atom };
    let kind = cx.exactly(Kind::Bool);
    Ok(cx.apply(at, Op::Compare(test), vec![first, right.atom], kind))
}

/// The rule of the operator where its operands are floats.
pub(crate) fn rule_name(op: IntOp) -> Option<&'static str> {
    match op {
        IntOp::Add => Some("add"),
        IntOp::Sub => Some("sub"),
        IntOp::Mul => Some("mul"),
        IntOp::Div => Some("div"),
        IntOp::Rem => Some("rem"),
        IntOp::Neg => Some("neg"),
        _ => None,
    }
}

fn comparison(op: &BinOp) -> Option<Comparison> {
    Some(match op {
        BinOp::Eq(_) => Comparison::Eq,
        BinOp::Ne(_) => Comparison::Ne,
        BinOp::Lt(_) => Comparison::Lt,
        BinOp::Le(_) => Comparison::Le,
        BinOp::Gt(_) => Comparison::Gt,
        BinOp::Ge(_) => Comparison::Ge,
        _ => return None,
    })
}

fn arithmetic(op: &BinOp) -> Option<IntOp> {
    Some(match op {
        BinOp::Add(_) => IntOp::Add,
        BinOp::Sub(_) => IntOp::Sub,
        BinOp::Mul(_) => IntOp::Mul,
        BinOp::Div(_) => IntOp::Div,
        BinOp::Rem(_) => IntOp::Rem,
        BinOp::BitAnd(_) => IntOp::BitAnd,
        BinOp::BitOr(_) => IntOp::BitOr,
        BinOp::BitXor(_) => IntOp::BitXor,
        BinOp::Shl(_) => IntOp::Shl,
        BinOp::Shr(_) => IntOp::Shr,
        _ => return None,
    })
}
