//! Literals, and the constants of the rules.

use crate::errors::Message;
use crate::ir::{Atom, IntKind, Kind, Shape};
use crate::lower::foreign::code;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::kinds::Known;
use crate::lower::state::scope::{Operand, Operands};
use syn::{Expr, ExprLit, Lit, UnOp};

pub(crate) fn literal(cx: &mut Cx<'_>, e: &ExprLit) -> Res<Operands> {
    let (atom, known) = match &e.lit {
        Lit::Float(float) => match float_atom(float.base10_digits(), float.suffix()) {
            Some(literal) => literal,
            None => return code::verbatim(cx, e, Known::SomeFloat),
        },
        Lit::Int(int) if matches!(int.suffix(), "f64" | "f32") => match float_atom(int.base10_digits(), int.suffix()) {
            Some(literal) => literal,
            None => return code::verbatim(cx, e, Known::SomeFloat),
        },
        Lit::Int(int) => match int.base10_parse::<i128>() {
            Ok(n) => (Atom::Int(n), int_kind(int.suffix())),
            Err(_) => return code::verbatim(cx, e, int_kind(int.suffix())),
        },
        Lit::Byte(byte) => (Atom::Int(i128::from(byte.value())), Known::Exactly(Kind::Int(IntKind::U8))),
        Lit::Bool(b) => (Atom::Bool(b.value), Known::Exactly(Kind::Bool)),
        _ => return code::verbatim(cx, e, Known::Exactly(Kind::Opaque)),
    };
    let kind = cx.kinds.fresh(known);
    Ok(Shape::Leaf(Operand { atom, kind }))
}

/// Whether an expression is a literal as it is written, perhaps negative: it
/// takes the type of a cast.
pub(crate) fn is_written(e: &Expr) -> bool {
    match e {
        Expr::Lit(_) => true,
        Expr::Paren(inner) => is_written(&inner.expr),
        Expr::Group(inner) => is_written(&inner.expr),
        Expr::Unary(unary) => matches!(unary.op, UnOp::Neg(_)) && is_written(&unary.expr),
        _ => false,
    }
}

fn int_kind(suffix: &str) -> Known {
    Kind::of_primitive(suffix).map_or(Known::SomeInt, Known::Exactly)
}

/// The literal as an `f64`, if printing that reads back as the same number in
/// either float type.
#[allow(clippy::cast_possible_truncation, reason = "an f32 literal is meant")]
fn float_atom(digits: &str, suffix: &str) -> Option<(Atom, Known)> {
    let wide: f64 = digits.parse().ok()?;
    let narrow: f32 = digits.parse().ok()?;
    match suffix {
        "f32" => Some((Atom::Float(f64::from(narrow)), Known::Exactly(Kind::F32))),
        "f64" => Some((Atom::Float(wide), Known::Exactly(Kind::F64))),
        // More digits than an f64 has could round to another f32.
        _ => (format!("{wide:?}").parse::<f32>().ok()? == narrow).then_some((Atom::Float(wide), Known::SomeFloat)),
    }
}

/// A constant of the rules: `LN_2`, `F::INFINITY`.
pub(crate) fn rule_constant(cx: &mut Cx<'_>, path: &syn::ExprPath) -> Res<Operands> {
    let name = path.path.segments.last().map(|s| s.ident.to_string()).unwrap_or_default();
    let value = match name.as_str() {
        "INFINITY" => Some(f64::INFINITY),
        "NEG_INFINITY" => Some(f64::NEG_INFINITY),
        "NAN" => Some(f64::NAN),
        _ => autodiff_core::rules::constant::TABLE.iter().find(|(n, _)| *n == name).map(|(_, value)| *value),
    };
    let Some(value) = value else {
        return Err(cx.refuse(path, Message::UnsupportedExpression { what: format!("the constant `{name}`") }));
    };
    let kind = cx.kinds.fresh(Known::SomeFloat);
    Ok(Shape::Leaf(Operand { atom: Atom::Float(value), kind }))
}
