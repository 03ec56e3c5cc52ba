//! An `Option` that is taken apart where it is made: `x.first().unwrap()`,
//! `x.iter().position(..).unwrap_or(n)`, `if let Some(v) = stack.pop() { .. }`.
//!
//! In the IR it is a flag, and a value that is had where the flag is set.
//!
//! ```text
//! x.first().copied().unwrap_or(2.0)         w3 = len w1
//!                                           w4 = w3 != 0
//!                                           w5 = if w4
//!                                               w6 = load w1[0]
//!                                               yield w6
//!                                           else
//!                                               yield 2.0
//! ```

use super::elements;
use crate::ir::{Atom, Kind, Op, Shape};
use crate::lower::control::branch;
use crate::lower::control::short_circuit::{Word, replay, short_circuit};
use crate::lower::iter::callable;
use crate::lower::iter::pipeline;
use crate::lower::iter::search;
use crate::lower::iter::winner;
use crate::lower::memory::asserts;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::scope::{Operand, Operands};
use crate::lower::value::expr::{Expect, as_scalar, expression};
use quote::ToTokens;
use syn::{Expr, ExprMethodCall};

/// An expression that gives an `Option`.
pub(crate) enum Giver<'e> {
    /// An iterator's end: `max_by`, `position`.
    Search(&'e ExprMethodCall),
    /// An element of a slice: `first`, `get`, `pop`.
    Element(&'e ExprMethodCall),
    /// `copied()`, `cloned()`
    Owned(Box<Giver<'e>>),
    Map(Box<Giver<'e>>, &'e Expr),
}

/// Whether there is something, and what.
pub(crate) struct Maybe<'e> {
    pub(crate) found: Operand,
    pub(crate) value: Value<'e>,
}

/// A value that is there where something was found.
pub(crate) enum Value<'e> {
    /// Undefined elsewhere.
    Ready(Operands),
    Element(elements::Element<'e>),
    Item(Box<winner::Item<'e>>),
    Owned(Box<Value<'e>>),
    Mapped(Box<Value<'e>>, &'e Expr),
}

impl Value<'_> {
    /// Runs what gives the value: only where something was found.
    pub(crate) fn get(&self, cx: &mut Cx<'_>) -> Res<Operands> {
        match self {
            Value::Ready(value) => Ok(value.clone()),
            Value::Element(element) => element.read(cx),
            Value::Item(item) => item.read(cx),
            Value::Owned(inner) => inner.get(cx).map(|value| value.owned()),
            Value::Mapped(inner, f) => {
                let value = inner.get(cx)?;
                callable::apply(cx, f, &[value])
            }
        }
    }
}

/// Methods that take an `Option` apart.
const ENDS: [&str; 9] = [
    "unwrap",
    "expect",
    "unwrap_or",
    "unwrap_or_else",
    "unwrap_or_default",
    "map_or",
    "is_some",
    "is_none",
    "is_some_and",
];

/// What gives an `Option` here, if that is known.
pub(crate) fn giver<'e>(cx: &Cx<'_>, e: &'e Expr) -> Option<Giver<'e>> {
    match e {
        Expr::Paren(inner) => giver(cx, &inner.expr),
        Expr::Group(inner) => giver(cx, &inner.expr),
        Expr::MethodCall(call) => giver_of(cx, call),
        _ => None,
    }
}

pub(crate) fn giver_of<'e>(cx: &Cx<'_>, call: &'e ExprMethodCall) -> Option<Giver<'e>> {
    let name = call.method.to_string();
    if search::ENDS.contains(&name.as_str()) && pipeline::is_run_through(cx, call) {
        return Some(Giver::Search(call));
    }
    match (name.as_str(), call.args.first()) {
        ("copied" | "cloned", None) => Some(Giver::Owned(Box::new(giver(cx, &call.receiver)?))),
        ("map", Some(f)) => Some(Giver::Map(Box::new(giver(cx, &call.receiver)?), f)),
        ("get", Some(Expr::Range(_))) => None,
        (name, _) if elements::METHODS.contains(&name) => {
            pipeline::gives_memory(cx, &call.receiver).then_some(Giver::Element(call))
        }
        _ => None,
    }
}

/// What `option.end(..)` takes apart.
pub(crate) fn ended<'e>(cx: &Cx<'_>, call: &'e ExprMethodCall) -> Option<Giver<'e>> {
    if let Expr::MethodCall(inner) = &*call.receiver
        && elements::MUTABLE.iter().any(|name| inner.method == name)
        && pipeline::gives_memory(cx, &inner.receiver)
    {
        let unwraps = call.method == "unwrap" || call.method == "expect";
        return unwraps.then_some(Giver::Element(inner));
    }
    if ENDS.iter().any(|name| call.method == name) { giver(cx, &call.receiver) } else { None }
}

/// Whether the call gives an element of memory: `rows.last().unwrap()`.
pub(crate) fn unwraps_element(cx: &Cx<'_>, call: &ExprMethodCall) -> bool {
    let unwraps = call.method == "unwrap" || call.method == "expect";
    unwraps && matches!(ended(cx, call), Some(Giver::Element(inner)) if inner.method != "pop")
}

/// Runs what decides whether there is something.
pub(crate) fn give<'e>(cx: &mut Cx<'_>, giver: &Giver<'e>) -> Res<Maybe<'e>> {
    match giver {
        Giver::Search(end) => search::search(cx, end),
        Giver::Element(call) => elements::element(cx, call),
        Giver::Owned(inner) => {
            let Maybe { found, value } = give(cx, inner)?;
            Ok(Maybe { found, value: Value::Owned(Box::new(value)) })
        }
        Giver::Map(inner, f) => {
            let Maybe { found, value } = give(cx, inner)?;
            Ok(Maybe { found, value: Value::Mapped(Box::new(value), f) })
        }
    }
}

/// An option of which nobody asks for the value, which may change memory all
/// the same.
pub(crate) fn drop(cx: &mut Cx<'_>, at: &Expr, giver: &Giver<'_>) -> Res<()> {
    let Maybe { found, value } = give(cx, giver)?;
    branch::when(cx, at, found, &mut |cx| value.get(cx).map(|_| Shape::unit()), &mut |_| Ok(Shape::unit())).map(|_| ())
}

/// The value for patterns that are tested before control parts: it is undefined
/// where nothing was found.
pub(crate) fn or_undefined(cx: &mut Cx<'_>, at: &impl ToTokens, Maybe { found, value }: &Maybe<'_>) -> Res<Operands> {
    if let Value::Ready(value) = value {
        return Ok(value.clone());
    }
    let mut like = None;
    let mut run = |cx: &mut Cx<'_>| {
        let value = value.get(cx)?;
        like = Some(value.map(&mut |o| Operand { atom: Atom::Undef, kind: o.kind }));
        Ok(value)
    };
    let before = cx.scope.snapshot();
    let arm = branch::arm(cx, at, &mut run)?;
    cx.scope.restore(&before);
    let undefined = like.unwrap_or_else(Shape::unit);
    let mut arm = Some(arm);
    let mut again = |cx: &mut Cx<'_>| replay(cx, at, arm.take().expect("replayed once"));
    branch::when(cx, at, *found, &mut again, &mut |_| Ok(undefined.clone()))
}

/// `option.unwrap_or(v)` and the like.
pub(crate) fn end(cx: &mut Cx<'_>, call: &ExprMethodCall, giver: &Giver<'_>, expect: &Expect) -> Res<Operands> {
    let name = call.method.to_string();
    if let (Giver::Element(inner), "unwrap" | "expect") = (giver, name.as_str())
        && inner.method != "pop"
    {
        return elements::that_must_be(cx, call, inner);
    }
    let Maybe { found, value } = give(cx, giver)?;
    let args: Vec<&Expr> = call.args.iter().collect();
    match (name.as_str(), &args[..]) {
        ("unwrap", []) | ("expect", [_]) => {
            asserts::found(cx, call, found);
            value.get(cx)
        }
        ("is_some", []) => Ok(Shape::Leaf(found)),
        ("is_none", []) => Ok(not(cx, call, found)),
        ("unwrap_or", [other]) => {
            let other = expression(cx, other, expect)?;
            branch::when(cx, call, found, &mut |cx| value.get(cx), &mut |_| Ok(other.clone()))
        }
        ("unwrap_or_else", [f]) => {
            branch::when(cx, call, found, &mut |cx| value.get(cx), &mut |cx| callable::apply(cx, f, &[]))
        }
        ("unwrap_or_default", []) => {
            let value = or_undefined(cx, call, &Maybe { found, value })?;
            let zero = default_of(cx, call, &value)?;
            branch::when(cx, call, found, &mut |_| Ok(value.clone()), &mut |_| Ok(zero.clone()))
        }
        ("map_or", [other, f]) => {
            let other = expression(cx, other, expect)?;
            let mut mapped = |cx: &mut Cx<'_>| {
                let value = value.get(cx)?;
                callable::apply(cx, f, &[value])
            };
            branch::when(cx, call, found, &mut mapped, &mut |_| Ok(other.clone()))
        }
        ("is_some_and", [f]) => short_circuit(cx, call, found, Word::And, &mut |cx| {
            let value = value.get(cx)?;
            let holds = callable::apply(cx, f, &[value])?;
            as_scalar(cx, f, &holds).map(Shape::Leaf)
        }),
        _ => Err(pipeline::refuse(cx, call)),
    }
}

pub(crate) fn not(cx: &mut Cx<'_>, at: &impl ToTokens, found: Operand) -> Operands {
    cx.apply(at, Op::Not, vec![found.atom], found.kind)
}

/// Zeros of floats and integers.
fn default_of(cx: &mut Cx<'_>, call: &ExprMethodCall, value: &Operands) -> Res<Operands> {
    let mut known = true;
    let zero = value.map(&mut |o| {
        let atom = match cx.kinds.resolve(o.kind) {
            kind if kind.is_float() => Atom::ZERO,
            Kind::Int(_) => Atom::Int(0),
            Kind::Bool => Atom::Bool(false),
            _ => {
                known = false;
                Atom::Undef
            }
        };
        Operand { atom, kind: o.kind }
    });
    if known { Ok(zero) } else { Err(pipeline::refuse(cx, call)) }
}
