//! `Option`s that are made of others: `filter`, `zip`, `and_then`, `or_else`; and of a condition:
//! `then`.

use super::failure::Failure;
use super::held;
use super::take_apart::{Maybe, Value, give};
use crate::ir::{Kind, Op, Shape};
use crate::lower::classify::{Classified, as_closure, classify};
use crate::lower::control::branch;
use crate::lower::control::short_circuit::{Word, short_circuit};
use crate::lower::memory::data;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::scope::Operands;
use crate::lower::value::callable;
use crate::lower::value::expr::{any, as_scalar, expression, scalar};
use syn::Expr;

pub(crate) fn filter<'e>(cx: &mut Cx<'_>, option: &Classified<'e>) -> Res<Maybe<'e>> {
    let (call, maybe) = (option.call(), give(cx, option.front())?);
    let f = &call.args[0];
    let found = short_circuit(cx, call, maybe.found, Word::And, &mut |cx| {
        let value = maybe.value.get(cx)?;
        let holds = callable::apply(cx, f, &[Shape::Ref(Box::new(value))])?;
        as_scalar(cx, f, &holds).map(Shape::Leaf)
    })?;
    Ok(Maybe { found: as_scalar(cx, call, &found)?, ..maybe })
}

/// An `Option` of a reference to what is there.
pub(crate) fn as_ref<'e>(cx: &mut Cx<'_>, option: &Classified<'e>) -> Res<Maybe<'e>> {
    let Maybe { found, value, failure } = give(cx, option.front())?;
    Ok(Maybe { found, value: Value::Lent(Box::new(value)), failure })
}

pub(crate) fn zip<'e>(cx: &mut Cx<'_>, option: &Classified<'e>) -> Res<Maybe<'e>> {
    let (call, first) = (option.call(), give(cx, option.front())?);
    let other = classify(cx, &call.args[0]);
    let second = give(cx, &other)?;
    let kind = cx.exactly(Kind::Bool);
    let both = cx.apply(call, Op::And, vec![first.found.atom, second.found.atom], kind);
    let value = Value::Both(Box::new(first.value), Box::new(second.value));
    Ok(Maybe { found: as_scalar(cx, call, &both)?, value, failure: Failure::Nothing })
}

/// What the closure gives is an `Option` of its own, which is looked at afterwards.
pub(crate) fn and_then<'e>(cx: &mut Cx<'_>, option: &Classified<'e>) -> Res<Maybe<'e>> {
    let (call, Maybe { found, value, failure }) = (option.call(), give(cx, option.front())?);
    let f = &call.args[0];
    let kind = cx.kinds.data("");
    let mut then = |cx: &mut Cx<'_>| {
        let value = value.get(cx)?;
        let next = callable::apply(cx, f, &[value])?;
        let next = as_scalar(cx, f, &next)?;
        cx.unify(f, next.kind, kind)?;
        Ok(Shape::Leaf(next))
    };
    let mut orelse = |cx: &mut Cx<'_>| match failure.get(cx, f)? {
        Some(error) => data::of_values(cx, f, (&held::path(f, "Err"), kind), &[error]),
        None => Ok(data::empty(cx, &held::path(f, "None"), kind)),
    };
    let next = branch::when(cx, call, found, &mut then, &mut orelse)?;
    held::of(cx, f, &next)
}

/// What is there, or else the `Option` that a closure gives.
pub(crate) fn or_else<'e>(cx: &mut Cx<'_>, option: &Classified<'e>) -> Res<Maybe<'e>> {
    let (call, maybe) = (option.call(), give(cx, option.front())?);
    let f = &call.args[0];
    either(cx, f, maybe, &mut |cx, failure| {
        let takes = as_closure(f).map_or(usize::from(!matches!(failure, Failure::Nothing)), |code| code.inputs.len());
        if takes == 1 && as_closure(f).is_some_and(|code| matches!(code.inputs[0], syn::Pat::Wild(_))) {
            return callable::apply(cx, f, &[Shape::unit()]);
        }
        let error = failure.get(cx, f)?;
        callable::apply(cx, f, error.as_slice())
    })
}

pub(crate) fn or<'e>(cx: &mut Cx<'_>, option: &Classified<'e>) -> Res<Maybe<'e>> {
    let (call, maybe) = (option.call(), give(cx, option.front())?);
    let other = expression(cx, &call.args[0], &any())?;
    either(cx, &call.args[0], maybe, &mut |_, _| Ok(other.clone()))
}

/// What is there, if it is there in one of two alone.
pub(crate) fn xor<'e>(cx: &mut Cx<'_>, option: &Classified<'e>) -> Res<Maybe<'e>> {
    let (call, first) = (option.call(), give(cx, option.front())?);
    let at = &call.args[0];
    let other = expression(cx, at, &any())?;
    let other = Shape::Leaf(as_scalar(cx, at, &other)?);
    let second = held::of(cx, at, &other)?;
    let kind = cx.kinds.data("");
    let mut one = |cx: &mut Cx<'_>| {
        let mut both = |cx: &mut Cx<'_>| Ok(data::empty(cx, &held::path(at, "None"), kind));
        let mut alone = |cx: &mut Cx<'_>| {
            let value = first.value.get(cx)?;
            data::of_values(cx, at, (&held::path(at, "Some"), kind), &[value])
        };
        branch::when(cx, at, second.found, &mut both, &mut alone)
    };
    let mut orelse = |cx: &mut Cx<'_>| {
        let next = as_scalar(cx, at, &other)?;
        cx.unify(at, next.kind, kind)?;
        Ok(Shape::Leaf(next))
    };
    let either = branch::when(cx, at, first.found, &mut one, &mut orelse)?;
    held::of(cx, at, &either)
}

/// What makes the other `Option`, of the failure of the first.
type Other<'r, 'e> = &'r mut dyn FnMut(&mut Cx<'_>, &Failure<'e>) -> Res<Operands>;

fn either<'e>(cx: &mut Cx<'_>, at: &'e Expr, first: Maybe<'e>, other: Other<'_, 'e>) -> Res<Maybe<'e>> {
    let Maybe { found, value, failure } = first;
    let there = if matches!(failure, Failure::Nothing) { "Some" } else { "Ok" };
    let kind = cx.kinds.data("");
    let mut then = |cx: &mut Cx<'_>| {
        let value = value.get(cx)?;
        data::of_values(cx, at, (&held::path(at, there), kind), &[value])
    };
    let mut orelse = |cx: &mut Cx<'_>| {
        let next = other(cx, &failure)?;
        let next = as_scalar(cx, at, &next)?;
        cx.unify(at, next.kind, kind)?;
        Ok(Shape::Leaf(next))
    };
    let either = branch::when(cx, at, found, &mut then, &mut orelse)?;
    held::of(cx, at, &either)
}

/// `condition.then(|| value)`
pub(crate) fn then<'e>(cx: &mut Cx<'_>, option: &Classified<'e>) -> Res<Maybe<'e>> {
    let (call, found) = (option.call(), condition(cx, option)?);
    Ok(Maybe { found, value: Value::Called(&call.args[0]), failure: Failure::Nothing })
}

pub(crate) fn then_some<'e>(cx: &mut Cx<'_>, option: &Classified<'e>) -> Res<Maybe<'e>> {
    let (call, found) = (option.call(), condition(cx, option)?);
    let value = expression(cx, &call.args[0], &any())?;
    Ok(Maybe { found, value: Value::Ready(value), failure: Failure::Nothing })
}

fn condition(cx: &mut Cx<'_>, option: &Classified<'_>) -> Res<crate::lower::state::scope::Operand> {
    let found = scalar(cx, option.front().e)?;
    let kind = cx.exactly(Kind::Bool);
    cx.unify(option.e, found.kind, kind)?;
    Ok(found)
}
