//! Arguments for parameters under `#[constant]`, of methods and functions that are in sight.
//!
//! The companions have no tangent and no cotangent for such a parameter, so the argument is
//! marked as if `#[constant]` stood before it. An active value is an error there: its
//! derivative would be lost.

use super::argument::Arguments;
use crate::errors::Message;
use crate::ir::{OnActive, ParamRole, Shape, hole};
use crate::lower::foreign::code::{self, Passed};
use crate::lower::memory::implicit_copy;
use crate::lower::state::cx::{Cx, error_at};
use crate::lower::state::neighbours::{self, Receives};
use quote::ToTokens;
use syn::{Expr, ExprCall, ExprPath};

/// Marks those of a function of the block, `Self::step(y, dt)`.
pub(super) fn mark_of_path(cx: &mut Cx<'_>, path: &ExprPath, arguments: &mut Arguments, call: &ExprCall) {
    if let Some(neighbour) = neighbours::function(cx, path)
        && neighbour.receives == Receives::Nothing
    {
        mark(cx, &neighbour.roles, arguments, call.args.iter());
    }
}

/// Marks them, by what the parameters are for.
pub(super) fn mark<'e>(
    cx: &mut Cx<'_>,
    params: &[ParamRole],
    arguments: &mut Arguments,
    places: impl Iterator<Item = &'e Expr>,
) {
    for (i, (role, place)) in params.iter().zip(places).enumerate() {
        if *role != ParamRole::Constant || arguments.roles.get(i) != Some(&ParamRole::Differentiable) {
            continue;
        }
        // What can be changed may hold anything by now.
        let is_constant = |w| cx.params.constant.contains(&w) && !implicit_copy::is_mutable(cx, w);
        let atoms = arguments.values[i].leaves().into_iter().map(|operand| operand.atom.value());
        if atoms.into_iter().all(|w| w.is_some_and(is_constant)) {
            arguments.roles[i] = ParamRole::Constant;
            continue;
        }
        // Memory may be anything, and rustc counts.
        if let Shape::Leaf(operand) = arguments.values[i]
            && cx.known(operand).may_be_float()
        {
            let what = "an active value for a parameter under `#[constant]`".to_owned();
            let error = error_at(place, Message::UnsupportedExpression { what });
            let passed = Passed::new(hole(0).into_token_stream(), vec![operand.atom], OnActive::Error(Box::new(error)));
            arguments.values[i] = code::apply_as(cx, place, passed, operand.kind);
            arguments.roles[i] = ParamRole::Constant;
        }
    }
}
