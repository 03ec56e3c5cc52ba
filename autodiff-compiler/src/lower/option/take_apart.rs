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

use super::asked;
use super::elements;
use super::failure::{self, Failure};
use super::held;
use super::matched;
use super::pushed;
use crate::errors::Message;
use crate::ir::{Atom, Kind, Op, Shape};
use crate::lower::classify::{Class, Classified, Giver, Taken};
use crate::lower::control::branch;
use crate::lower::control::short_circuit::{Word, replay, short_circuit};
use crate::lower::iter::gathered;
use crate::lower::iter::pipeline;
use crate::lower::iter::reduced::Reduced;
use crate::lower::iter::search;
use crate::lower::iter::winner;
use crate::lower::memory::asserts;
use crate::lower::memory::exchanged;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::kinds::Known;
use crate::lower::state::scope::{Operand, Operands};
use crate::lower::value::callable;
use crate::lower::value::expr::{Expect, any, as_scalar, expression};
use crate::std_names::{Is, Row};
use quote::ToTokens;
use syn::{Expr, ExprMethodCall};

/// Whether there is something, and what.
pub(crate) struct Maybe<'e> {
    pub(crate) found: Operand,
    pub(crate) value: Value<'e>,
    /// What there is instead.
    pub(crate) failure: Failure<'e>,
}

impl<'e> Maybe<'e> {
    pub(crate) fn of(found: Operand, value: Value<'e>) -> Self {
        Maybe { found, value, failure: Failure::Nothing }
    }
}

/// A value that is there where something was found.
pub(crate) enum Value<'e> {
    /// Undefined elsewhere.
    Ready(Operands),
    Element(elements::Element<'e>),
    Item(Box<winner::Item<'e>>),
    Reduced(Box<Reduced<'e>>),
    Owned(Box<Value<'e>>),
    /// A reference to it.
    Lent(Box<Value<'e>>),
    Mapped(Box<Value<'e>>, &'e Expr),
    /// In an `Option` or a `Result` that is a value.
    Held(Operand, Operands),
    Both(Box<Value<'e>>, Box<Value<'e>>),
    /// `condition.then(f)`
    Called(&'e Expr),
}

impl Value<'_> {
    /// Whether it has been computed.
    pub(super) fn is_ready(&self) -> bool {
        matches!(self, Value::Ready(_))
    }

    /// Whether it is a `&mut`, which nothing can choose between.
    fn is_mutable(&self) -> bool {
        match self {
            Value::Element(element) => element.is_mutable(),
            Value::Both(first, second) => first.is_mutable() || second.is_mutable(),
            _ => false,
        }
    }

    /// Runs what gives the value: only where something was found.
    pub(crate) fn get(&self, cx: &mut Cx<'_>) -> Res<Operands> {
        match self {
            Value::Ready(value) => Ok(value.clone()),
            Value::Element(element) => element.read(cx),
            Value::Item(item) => item.read(cx),
            Value::Reduced(of) => of.read(cx),
            Value::Owned(inner) => inner.get(cx).map(|value| value.owned()),
            Value::Lent(inner) => {
                let value = inner.get(cx)?.owned();
                cx.borrowed.extend(value.leaves().into_iter().filter_map(|o| o.atom.value()));
                Ok(Shape::Ref(Box::new(value)))
            }
            Value::Mapped(inner, f) => {
                let value = inner.get(cx)?;
                callable::apply(cx, f, &[value])
            }
            Value::Held(operand, whole) => held::payload(cx, &proc_macro2::TokenStream::new(), *operand, whole),
            Value::Both(first, second) => Ok(Shape::Tuple(vec![first.get(cx)?, second.get(cx)?])),
            Value::Called(f) => callable::apply(cx, f, &[]),
        }
    }
}

/// Runs what decides whether there is something.
pub(crate) fn give<'e>(cx: &mut Cx<'_>, option: &Classified<'e>) -> Res<Maybe<'e>> {
    let option = option.bare();
    match option.class {
        Class::Option(Giver::Search(row)) => search::search(cx, option, row),
        Class::Option(Giver::Gathered) => match gathered::wanted(cx, option.call(), &any()) {
            Some(ty) => gathered::gathered(cx, option, &ty),
            None => Err(pipeline::refuse(cx, option.call())),
        },
        Class::Option(Giver::Element(row)) => elements::element(cx, option, row),
        Class::Option(Giver::Owned) if option.call().args.is_empty() => {
            let Maybe { found, value, failure } = give(cx, option.front())?;
            Ok(Maybe { found, value: Value::Owned(Box::new(value)), failure })
        }
        Class::Option(Giver::Mapped) if !option.call().args.is_empty() => {
            let Maybe { found, value, failure } = give(cx, option.front())?;
            Ok(Maybe { found, value: Value::Mapped(Box::new(value), &option.call().args[0]), failure })
        }
        Class::Option(Giver::Made(row)) if row.args == option.call().args.len() => match row.is {
            Is::Made(lower) => lower(cx, option),
            _ => Err(pipeline::refuse(cx, option.call())),
        },
        Class::Option(_) => Err(pipeline::refuse(cx, option.call())),
        // That it is no array is known here.
        Class::Value if maps_call(cx, option) => {
            let Maybe { found, value, failure } = give(cx, option.front())?;
            Ok(Maybe { found, value: Value::Mapped(Box::new(value), &option.call().args[0]), failure })
        }
        _ => held::held(cx, option),
    }
}

/// `g(x).map(f)`
fn maps_call(cx: &mut Cx<'_>, option: &Classified<'_>) -> bool {
    matches!(option.e, Expr::MethodCall(call) if call.method == "map" && call.args.len() == 1)
        && asked::is_call(cx, option.front().e)
}

/// An option of which nobody asks for the value, which may change memory all
/// the same.
pub(crate) fn discard(cx: &mut Cx<'_>, option: &Classified<'_>) -> Res<()> {
    let Maybe { found, value, .. } = give(cx, option)?;
    let mut run = |cx: &mut Cx<'_>| value.get(cx).map(|_| Shape::unit());
    branch::when(cx, option.e, found, &mut run, &mut |_| Ok(Shape::unit())).map(|_| ())
}

/// The value for patterns that are tested before control parts: it is undefined
/// where nothing was found.
pub(crate) fn or_undefined(
    cx: &mut Cx<'_>,
    at: &dyn ToTokens,
    Maybe { found, value, .. }: &Maybe<'_>,
) -> Res<Operands> {
    if let Value::Ready(value) = value {
        return Ok(value.clone());
    }
    if value.is_mutable() {
        let what = "a `&mut` to an element under this pattern; `if let Some(v) = ..` is: this".to_owned();
        return Err(cx.refuse(&at, Message::UnsupportedExpression { what }));
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
pub(crate) fn end(cx: &mut Cx<'_>, end: &Classified<'_>, row: &Row, expect: &Expect) -> Res<Operands> {
    match row.is {
        Is::OptionEnd(lower) | Is::Unwrap(lower) if end.call().args.len() == row.args => lower(cx, end, expect),
        _ => Err(pipeline::refuse(cx, end.call())),
    }
}

/// `unwrap`, `expect`
pub(crate) fn unwrap(cx: &mut Cx<'_>, end: &Classified<'_>, expect: &Expect) -> Res<Operands> {
    if let Class::OptionEnd(_, Taken::Element | Taken::MutableElement) = end.class
        && let Class::Option(Giver::Element(row)) = end.front().class
    {
        return elements::that_must_be(cx, end, row);
    }
    if let Some(inner) = pushed::pushed_unwrap(cx, end.call()) {
        return expression(cx, &inner, expect);
    }
    let Maybe { found, value, .. } = match asked::unwrapped(cx, end.call(), expect) {
        Some(value) => match value? {
            Ok(value) => return Ok(value),
            Err(maybe) => maybe,
        },
        None => give(cx, end.front())?,
    };
    asserts::found(cx, end.call(), found);
    value.get(cx)
}

pub(crate) fn is_some(cx: &mut Cx<'_>, end: &Classified<'_>, _: &Expect) -> Res<Operands> {
    if let Some(told) = matched::asked_whether(cx, end.call()) {
        return told;
    }
    Ok(Shape::Leaf(give(cx, end.front())?.found))
}

pub(crate) fn is_none(cx: &mut Cx<'_>, end: &Classified<'_>, _: &Expect) -> Res<Operands> {
    if let Some(told) = matched::asked_whether(cx, end.call()) {
        return told;
    }
    let found = give(cx, end.front())?.found;
    Ok(not(cx, end.call(), found))
}

pub(crate) fn is_some_and(cx: &mut Cx<'_>, end: &Classified<'_>, _: &Expect) -> Res<Operands> {
    let (call, Maybe { found, value, .. }) = (end.call(), give(cx, end.front())?);
    let f = &call.args[0];
    short_circuit(cx, call, found, Word::And, &mut |cx| {
        let value = value.get(cx)?;
        let holds = callable::apply(cx, f, &[value])?;
        as_scalar(cx, f, &holds).map(Shape::Leaf)
    })
}

/// `option.is_none_or(f)`: of what is there, `f` is asked.
pub(crate) fn is_none_or(cx: &mut Cx<'_>, end: &Classified<'_>, _: &Expect) -> Res<Operands> {
    let (call, Maybe { found, value, .. }) = (end.call(), give(cx, end.front())?);
    let f = &call.args[0];
    let is_none = not(cx, call, found);
    let is_none = as_scalar(cx, call, &is_none)?;
    short_circuit(cx, call, is_none, Word::Or, &mut |cx| {
        let value = value.get(cx)?;
        let holds = callable::apply(cx, f, &[value])?;
        as_scalar(cx, f, &holds).map(Shape::Leaf)
    })
}

pub(crate) fn unwrap_or(cx: &mut Cx<'_>, end: &Classified<'_>, expect: &Expect) -> Res<Operands> {
    let (call, Maybe { found, value, .. }) = (end.call(), give(cx, end.front())?);
    let other = expression(cx, &call.args[0], expect)?;
    branch::when(cx, call, found, &mut |cx| value.get(cx), &mut |_| Ok(other.clone()))
}

pub(crate) fn unwrap_or_else(cx: &mut Cx<'_>, end: &Classified<'_>, expect: &Expect) -> Res<Operands> {
    let maybe = match asked::or_diverging(cx, end.call(), expect) {
        Some(value) => match value? {
            Ok(value) => return Ok(value),
            Err(maybe) => maybe,
        },
        None => give(cx, end.front())?,
    };
    let call = end.call();
    let mut otherwise = |cx: &mut Cx<'_>| failure::apply(cx, &call.args[0], &maybe);
    branch::when(cx, call, maybe.found, &mut |cx| maybe.value.get(cx), &mut otherwise)
}

pub(crate) fn unwrap_or_default(cx: &mut Cx<'_>, end: &Classified<'_>, expect: &Expect) -> Res<Operands> {
    let (call, maybe) = (end.call(), give(cx, end.front())?);
    if let Value::Held(operand, _) = &maybe.value
        && let Some(kind) = held::memory_in(cx, operand.kind, expect)
    {
        let value = &maybe.value;
        let mut default = |cx: &mut Cx<'_>| Ok(exchanged::default(cx, call, kind));
        return branch::when(cx, call, maybe.found, &mut |cx| value.get(cx), &mut default);
    }
    let value = or_undefined(cx, call, &maybe)?;
    if let Shape::Leaf(operand) = &value
        && cx.known(*operand) == Known::Part
    {
        let mut default = |cx: &mut Cx<'_>| Ok(exchanged::default(cx, call, operand.kind));
        return branch::when(cx, call, maybe.found, &mut |_| Ok(value.clone()), &mut default);
    }
    let zero = default_of(cx, call, &value)?;
    branch::when(cx, call, maybe.found, &mut |_| Ok(value.clone()), &mut |_| Ok(zero.clone()))
}

pub(crate) fn map_or(cx: &mut Cx<'_>, end: &Classified<'_>, expect: &Expect) -> Res<Operands> {
    let (call, Maybe { found, value, .. }) = (end.call(), give(cx, end.front())?);
    let other = expression(cx, &call.args[0], expect)?;
    let mut mapped = |cx: &mut Cx<'_>| {
        let value = value.get(cx)?;
        callable::apply(cx, &call.args[1], &[value])
    };
    branch::when(cx, call, found, &mut mapped, &mut |_| Ok(other.clone()))
}

/// `option.map_or_else(f, g)`: what there is not comes first.
pub(crate) fn map_or_else(cx: &mut Cx<'_>, end: &Classified<'_>, _: &Expect) -> Res<Operands> {
    let (call, maybe) = (end.call(), give(cx, end.front())?);
    let mut mapped = |cx: &mut Cx<'_>| {
        let value = maybe.value.get(cx)?;
        callable::apply(cx, &call.args[1], &[value])
    };
    let mut otherwise = |cx: &mut Cx<'_>| failure::apply(cx, &call.args[0], &maybe);
    branch::when(cx, call, maybe.found, &mut mapped, &mut otherwise)
}

pub(crate) fn not(cx: &mut Cx<'_>, at: &dyn ToTokens, found: Operand) -> Operands {
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
