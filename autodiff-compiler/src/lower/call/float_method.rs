//! Methods of floats: by the rules, and what else is known of floats.

use crate::errors::Message;
use crate::ir::{IntKind, Kind, Op, Shape};
use crate::lower::state::claim;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::kinds::Known;
use crate::lower::state::numeric;
use crate::lower::state::scope::{Operand, Operands};
use crate::lower::state::typed::typed_in_place;
use crate::lower::value::expr::as_scalar;
use crate::std_names::{self, Float};
use autodiff_core::rule::{ArgKind, Rule};
use quote::ToTokens;
use syn::spanned::Spanned;

/// `f64::hypot(x, y)`: the method with its receiver as the first argument.
pub(crate) fn path_form(
    cx: &mut Cx<'_>,
    at: &dyn ToTokens,
    name: &str,
    kind: Kind,
    args: &[Operands],
) -> Option<Res<Operands>> {
    let method = std_names::float_function(name)?;
    let (receiver, rest) = args.split_first()?;
    Some(as_scalar(cx, at, receiver).and_then(|receiver| {
        let wanted = cx.exactly(kind);
        cx.unify(at, receiver.kind, wanted)?;
        float_method(cx, at, method, receiver, rest)
    }))
}

/// The method of a float.
pub(super) fn float_method(
    cx: &mut Cx<'_>,
    at: &dyn ToTokens,
    method: Float,
    receiver: Operand,
    args: &[Operands],
) -> Res<Operands> {
    claim::float(cx, receiver);
    if let Some(name) = name(&method) {
        numeric::methods(cx, at.to_token_stream().span(), (cx.known(receiver), name));
    }
    let some_float = match (cx.kinds.float, cx.known(receiver)) {
        // In a generic function it is one of the parameter, if nothing else is said.
        (Some(kind), Known::Nothing | Known::CallResult | Known::Part) => cx.exactly(kind),
        _ => cx.kinds.fresh(Known::SomeFloat),
    };
    if matches!(cx.known(receiver), Known::CallResult | Known::Part) {
        cx.kinds.presumed.push(some_float);
    }
    cx.unify(at, receiver.kind, some_float)?;
    match method {
        Float::Rule(rule) => apply_rule(cx, at, rule, receiver, args),
        Float::SinCos => {
            let [sin, cos] = ["sin", "cos"].map(crate::ir::fold::arith);
            let sin = apply_rule(cx, at, sin, receiver, &[])?;
            let cos = apply_rule(cx, at, cos, receiver, &[])?;
            Ok(Shape::Tuple(vec![sin, cos]))
        }
        Float::Predicate(name) => {
            let kind = cx.exactly(Kind::Bool);
            let receiver = typed_in_place(cx, receiver);
            Ok(cx.apply(at, Op::Predicate(name), vec![receiver], kind))
        }
        Float::Identity => Ok(Shape::Leaf(receiver)),
    }
}

/// What the method is called, if it is one of floats alone.
fn name(method: &Float) -> Option<&'static str> {
    match method {
        Float::Rule(rule) => Some(rule.name),
        Float::SinCos => Some("sin_cos"),
        Float::Predicate(name) => Some(name),
        Float::Identity => None,
    }
}

fn apply_rule(
    cx: &mut Cx<'_>,
    at: &dyn ToTokens,
    rule: &'static Rule,
    receiver: Operand,
    args: &[Operands],
) -> Res<Operands> {
    if rule.args.len() != args.len() + 1 {
        let what = format!("`{}` with {} arguments", rule.name, args.len());
        return Err(cx.refuse(at, Message::UnsupportedExpression { what }));
    }
    let mut atoms = vec![receiver.atom];
    for (arg, value) in rule.args[1..].iter().zip(args) {
        let operand = as_scalar(cx, at, value)?;
        claim::float(cx, operand);
        let wanted = match arg.kind {
            ArgKind::Float => receiver.kind,
            ArgKind::Int => cx.exactly(Kind::Int(IntKind::I32)),
        };
        cx.unify(at, operand.kind, wanted)?;
        crate::lower::state::ascription::of_kind(cx, wanted, value);
        atoms.push(operand.atom);
    }
    Ok(cx.apply(at, Op::Rule(rule), atoms, receiver.kind))
}
