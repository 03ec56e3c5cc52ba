//! `T::zero()`, `T::from(2.0).unwrap()`, `T::max(x, y)`: what is called by the name of a type
//! parameter that is a float.

use super::float_method;
use crate::errors::Message;
use crate::ir::{Atom, Kind, OnActive, Op, Shape};
use crate::lower::foreign::code::{self, Passed};
use crate::lower::state::claim;
use crate::lower::state::cx::{Cx, Res, error_at};
use crate::lower::state::float_parameter::Says;
use crate::lower::state::kinds::Known;
use crate::lower::state::numeric;
use crate::lower::state::scope::{Operand, Operands};
use crate::lower::tokens::text::text;
use crate::lower::value::expr::as_scalar;
use crate::std_names;
use quote::{ToTokens, quote_spanned};
use syn::spanned::Spanned;
use syn::{Expr, ExprCall, ExprMethodCall, ExprPath, Lit, UnOp};

/// The float of `T::name`, `<T as Float>::name` and `Float::name`, with the name.
pub(super) fn of(cx: &Cx<'_>, path: &ExprPath) -> Option<Kind> {
    let segments: Vec<_> = path.path.segments.iter().collect();
    let before = &segments[..segments.len() - 1];
    let prefix: Vec<String> = before.iter().map(|segment| text(segment.to_token_stream())).collect();
    let prefix = prefix.join("::");
    let found = match &path.qself {
        Some(qself) => {
            let ty = qself.ty.to_token_stream().to_string();
            let is_bound = |bounds: &[String]| before.is_empty() || bounds.contains(&prefix);
            cx.floats.iter().find(|float| float.ident == ty && is_bound(&float.bounds))
        }
        None => {
            let of_trait = || match &cx.floats[..] {
                [one] if one.bounds.contains(&prefix) => Some(one),
                _ => None,
            };
            cx.floats.iter().find(|float| float.ident == prefix).or_else(of_trait)
        }
    };
    found.map(|float| Kind::of_parameter(&float.ident.to_string())).or_else(|| cx.errors.alias(&prefix))
}

/// A call of something of a float's type, on arguments that have been run.
pub(crate) fn call(cx: &mut Cx<'_>, call: &ExprCall, path: &ExprPath, args: &[Operands]) -> Option<Res<Operands>> {
    if let [Shape::Leaf(operand)] = args
        && let Some(value) = converted_by_name(cx, call, path, *operand)
    {
        return Some(value);
    }
    let kind = of(cx, path)?;
    let name = path.path.segments.last()?.ident.to_string();
    match (name.as_str(), args) {
        ("zero" | "one", []) if is_unseen(cx, kind) => Some(Ok(constant(cx, call, kind))),
        ("zero", []) => Some(Ok(number(cx, (path, "of_zero"), kind, 0.0))),
        ("one", []) => Some(Ok(number(cx, (path, "of_one"), kind, 1.0))),
        ("default", []) if matches!(kind, Kind::Param(_)) && cx.errors.alias(kind.type_name()).is_none() => {
            numeric::default(cx, path, kind);
            let kind = cx.exactly(kind);
            Some(Ok(Shape::Leaf(Operand { atom: Atom::Float(0.0), kind })))
        }
        ("literal", [arg]) => Some(literal(cx, call, kind, arg)),
        (name, []) if std_names::is_generic_constant(name) => Some(Ok(constant(cx, call, kind))),
        (_, []) => None,
        _ => {
            if let Some(value) = float_method::path_form(cx, call, &name, kind, args) {
                return Some(value);
            }
            denied(cx, path);
            let on_active = OnActive::Error(Box::new(error_at(path, Message::UnknownMethod { name })));
            let mut atoms = Vec::new();
            let code: Vec<_> = args.iter().map(|arg| code::operand_code(cx, arg, &mut atoms)).collect();
            let code = quote_spanned!(call.paren_token.span.join()=> #path(#(#code),*));
            Some(Ok(code::apply(cx, call, Passed::new(code, atoms, on_active), Known::Nothing)))
        }
    }
}

/// `nalgebra::convert(0.5)`: a number of the scalar's type, in a function that has one such type.
fn converted_by_name(cx: &mut Cx<'_>, call: &ExprCall, path: &ExprPath, operand: Operand) -> Option<Res<Operands>> {
    let (Some(kind @ Kind::Param(_)), Atom::Float(_)) = (cx.kinds.float, operand.atom) else { return None };
    let is_convert = path.path.segments.last().is_some_and(|last| last.ident == "convert");
    if !is_convert || !cx.floats.iter().all(|float| float.says == Says::Field) {
        return None;
    }
    claim::convert(cx, path);
    let (from, to) = (cx.exactly(Kind::F64), cx.exactly(kind));
    Some(cx.unify(call, operand.kind, from).map(|()| Shape::Leaf(Operand { atom: operand.atom, kind: to })))
}

/// A type that has a function which floats have not is no other name of one, `Phasor::real(x)`:
/// lowering begins again with that.
fn denied(cx: &Cx<'_>, path: &ExprPath) {
    let ty = path.path.segments.iter().rev().nth(1).map(|segment| segment.ident.to_string());
    if let Some(ty) = ty.filter(|ty| path.qself.is_none() && cx.errors.alias(ty).is_some()) {
        cx.errors.is_no_float(&ty);
    }
}

/// Whether nothing is known of what makes a number of this type, as the trait that has it is the user's.
fn is_unseen(cx: &Cx<'_>, kind: Kind) -> bool {
    cx.floats.iter().any(|float| float.says == Says::Nothing && float.ident == kind.type_name())
}

/// What a function of the type gives that takes nothing.
fn constant(cx: &mut Cx<'_>, call: &ExprCall, kind: Kind) -> Operands {
    let passed = Passed::new(call.to_token_stream(), Vec::new(), OnActive::Inactive);
    code::apply(cx, call, passed, Known::Exactly(kind))
}

/// A number that `num_traits` gives.
fn number(cx: &mut Cx<'_>, (path, proof): (&ExprPath, &str), kind: Kind, number: f64) -> Operands {
    numeric::numeric(cx, path.span(), (kind, proof));
    let kind = cx.exactly(kind);
    Shape::Leaf(Operand { atom: Atom::Float(number), kind })
}

/// `T::literal(x)`: the nearest float.
fn literal(cx: &mut Cx<'_>, call: &ExprCall, to: Kind, arg: &Operands) -> Res<Operands> {
    let operand = as_scalar(cx, call, arg)?;
    let (from, kind) = (cx.exactly(Kind::F64), cx.exactly(to));
    cx.unify(call, operand.kind, from)?;
    match operand.atom {
        Atom::Float(_) => Ok(Shape::Leaf(Operand { atom: operand.atom, kind })),
        atom => Ok(cx.apply(call, Op::Cast(to), vec![atom], kind)),
    }
}

/// `T::from(2.0).unwrap()`, of a number that is written down, is a literal.
pub(crate) fn converted(cx: &mut Cx<'_>, call: &ExprMethodCall) -> Option<Operands> {
    let Expr::Call(from) = &*call.receiver else { return None };
    let Expr::Path(path) = &*from.func else { return None };
    let is_from = path.path.segments.last().is_some_and(|last| last.ident == "from" && last.arguments.is_none());
    let is_taken = matches!(call.method.to_string().as_str(), "unwrap" | "expect");
    let written = if from.args.len() == 1 { written(&from.args[0])? } else { return None };
    let kind = if is_from && is_taken { of(cx, path)? } else { return None };
    if is_unseen(cx, kind) {
        return None;
    }
    Some(number(cx, (path, "numeric"), kind, written))
}

/// The number that is written down, if it is the same in the shorter type as rounded from it.
fn written(e: &Expr) -> Option<f64> {
    let number = match e {
        Expr::Lit(lit) => match &lit.lit {
            Lit::Float(float) if matches!(float.suffix(), "" | "f64") => float.base10_digits().parse::<f64>().ok()?,
            Lit::Int(int) if int.suffix() != "f32" => int.base10_digits().parse::<f64>().ok()?,
            _ => return None,
        },
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => -written(&unary.expr)?,
        Expr::Paren(inner) => return written(&inner.expr),
        _ => return None,
    };
    // An integer up to here is exact.
    let is_exact = number.fract() != 0.0 || number.abs() < 9_007_199_254_740_992.0;
    (is_exact && number.abs() <= f64::from(f32::MAX)).then_some(number)
}
