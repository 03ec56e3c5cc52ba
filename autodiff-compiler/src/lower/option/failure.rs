//! What there is where a value is not: nothing, or an error; and `?`, which returns it.
//!
//! An error has no derivative.

use super::held;
use super::take_apart::{Maybe, Value, give};
use crate::errors::Message;
use crate::ir::{OnActive, Shape, hole};
use crate::lower::classify::{Classified, as_closure, classify};
use crate::lower::control::branch;
use crate::lower::foreign::code::{self, Passed};
use crate::lower::memory::data;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::scope::{Operand, Operands};
use crate::lower::value::{callable, expr};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Expr, ExprTry};

/// What is there instead of a value.
#[derive(Clone)]
pub(crate) enum Failure<'e> {
    /// `None`
    Nothing,
    /// The error in this `Result`.
    Held(Operand),
    /// `.ok_or(e)`
    Given(&'e Expr),
    /// `.ok_or_else(f)`
    Made(&'e Expr),
    /// `.map_err(f)`
    Mapped(Box<Failure<'e>>, &'e Expr),
}

impl Failure<'_> {
    /// The error as a constant.
    pub(crate) fn get(&self, cx: &mut Cx<'_>, at: &Expr) -> Res<Option<Operands>> {
        let mut args = Vec::new();
        Ok(self.code(cx, &mut args).map(|code| constant(cx, at, code, args)))
    }

    fn code(&self, cx: &mut Cx<'_>, args: &mut Vec<crate::ir::Atom>) -> Option<TokenStream> {
        match self {
            Failure::Nothing => None,
            Failure::Held(operand) => {
                args.push(operand.atom);
                let hole = hole(args.len() - 1);
                Some(quote!(__autodiff_crate::__private::error(&#hole)))
            }
            Failure::Given(e) => Some(code::verbatim_code(cx, &e.to_token_stream(), args)),
            Failure::Made(f) => {
                let f = code::callable(cx, f, args);
                Some(quote!((#f)()))
            }
            Failure::Mapped(inner, f) => {
                let inner = inner.code(cx, args)?;
                let f = code::callable(cx, f, args);
                Some(quote!((#f)(#inner)))
            }
        }
    }
}

fn constant(cx: &mut Cx<'_>, at: &Expr, code: TokenStream, args: Vec<crate::ir::Atom>) -> Operands {
    let kind = cx.exactly(crate::ir::Kind::Opaque);
    code::apply_as(cx, at, Passed::new(code, args, OnActive::Inactive), kind)
}

/// What a closure gives where the value is not: of a `Result` it takes the error.
pub(crate) fn apply(cx: &mut Cx<'_>, f: &Expr, maybe: &Maybe<'_>) -> Res<Operands> {
    let takes = as_closure(f).map(|code| code.inputs.len());
    let error = match (&maybe.failure, takes, &maybe.value) {
        (_, Some(0), _) => None,
        // Only a `Result` has something to take.
        (Failure::Nothing, Some(_), Value::Held(operand, _)) => Failure::Held(*operand).get(cx, f)?,
        (failure, ..) => failure.get(cx, f)?,
    };
    callable::apply(cx, f, error.as_slice())
}

/// `e?`
pub(crate) fn try_(cx: &mut Cx<'_>, e: &ExprTry) -> Res<Operands> {
    let result = match &cx.result {
        Shape::Leaf(kind) => Some(*kind).filter(|kind| cx.kinds.holds_value(*kind)),
        _ => None,
    };
    let Some(result) = result else {
        return Err(cx.refuse(e, Message::UnsupportedExpression { what: "`?` in this function".to_owned() }));
    };
    let option = classify(cx, &e.expr);
    let Maybe { found, value, failure } = give(cx, &option)?;
    let is_result = cx.kinds.is_result(result);
    let failure = match (failure, is_result, &value) {
        // What a function of `Option`s asks is an `Option`.
        (_, false, _) => Failure::Nothing,
        (Failure::Nothing, true, Value::Held(operand, _)) => Failure::Held(*operand),
        (failure, true, _) => failure,
    };
    let mut leave = |cx: &mut Cx<'_>| {
        let returned = returned(cx, e, (result, &failure))?;
        Err(expr::leave(cx, e, &returned))
    };
    branch::when(cx, e, found, &mut |_| Ok(Shape::unit()), &mut leave)?;
    value.get(cx)
}

/// `None`, or the error, as the function's own result.
fn returned(
    cx: &mut Cx<'_>,
    e: &ExprTry,
    (result, failure): (crate::lower::state::kinds::KindVar, &Failure<'_>),
) -> Res<Operands> {
    let mut args = Vec::new();
    let Some(error) = failure.code(cx, &mut args) else {
        return Ok(data::empty(cx, &held::path(e, "None"), result));
    };
    let error = constant(cx, &e.expr, quote!(__autodiff_crate::__private::From::from(#error)), args);
    data::of_values(cx, e, (&held::path(e, "Err"), result), &[error])
}

/// The method with its argument.
fn argument<'e>(option: &Classified<'e>) -> &'e Expr {
    &option.call().args[0]
}

pub(crate) fn ok_or<'e>(cx: &mut Cx<'_>, option: &Classified<'e>) -> Res<Maybe<'e>> {
    Ok(Maybe { failure: Failure::Given(argument(option)), ..give(cx, option.front())? })
}

pub(crate) fn ok_or_else<'e>(cx: &mut Cx<'_>, option: &Classified<'e>) -> Res<Maybe<'e>> {
    Ok(Maybe { failure: Failure::Made(argument(option)), ..give(cx, option.front())? })
}

pub(crate) fn ok<'e>(cx: &mut Cx<'_>, option: &Classified<'e>) -> Res<Maybe<'e>> {
    Ok(Maybe { failure: Failure::Nothing, ..give(cx, option.front())? })
}

pub(crate) fn map_err<'e>(cx: &mut Cx<'_>, option: &Classified<'e>) -> Res<Maybe<'e>> {
    let Maybe { found, value, failure } = give(cx, option.front())?;
    let failure = match (failure, &value) {
        // Only a `Result` has this.
        (Failure::Nothing, Value::Held(operand, _)) => Failure::Held(*operand),
        (failure, _) => failure,
    };
    Ok(Maybe { found, value, failure: Failure::Mapped(Box::new(failure), argument(option)) })
}
