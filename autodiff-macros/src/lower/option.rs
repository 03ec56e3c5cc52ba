//! An `Option` that is taken apart where it is made: `x.first().unwrap()`,
//! `x.iter().position(..).unwrap_or(n)`, `if let Some(v) = stack.pop() { .. }`.
//!
//! In the IR it is a flag and a value, which is undefined where the flag is not
//! set.
//!
//! ```text
//! x.first()         w3 = len w1              found
//!                   w4 = w3 != 0
//!                   w5 = if w4               the value
//!                       w6 = load w1[0]
//!                       yield w6
//!                   else
//!                       yield undef
//! ```

use super::cx::{Cx, Res};
use super::expr::{Expect, any, as_scalar, expression};
use super::scope::{Operand, Operands};
use super::short_circuit::{Word, replay, short_circuit};
use super::{branch, callable, ends, iter, pattern, require, search};
use crate::errors::Message;
use crate::ir::{Atom, Kind, Op, Shape};
use quote::ToTokens;
use syn::{Arm, Expr, ExprMethodCall, Pat};

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
pub(crate) struct Maybe {
    pub(crate) found: Operand,
    /// Undefined where nothing was found.
    pub(crate) value: Operands,
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
    let call = match e {
        Expr::Paren(inner) => return giver(cx, &inner.expr),
        Expr::Group(inner) => return giver(cx, &inner.expr),
        Expr::MethodCall(call) => call,
        _ => return None,
    };
    let name = call.method.to_string();
    if search::ENDS.contains(&name.as_str()) && iter::is_iterator(cx, &call.receiver) {
        return Some(Giver::Search(call));
    }
    match (name.as_str(), call.args.first()) {
        ("copied" | "cloned", None) => Some(Giver::Owned(Box::new(giver(cx, &call.receiver)?))),
        ("map", Some(f)) => Some(Giver::Map(Box::new(giver(cx, &call.receiver)?), f)),
        ("get", Some(Expr::Range(_))) => None,
        (name, _) if ends::METHODS.contains(&name) => {
            iter::gives_memory(cx, &call.receiver).then_some(Giver::Element(call))
        }
        _ => None,
    }
}

/// What `option.end(..)` takes apart.
pub(crate) fn ended<'e>(cx: &Cx<'_>, call: &'e ExprMethodCall) -> Option<Giver<'e>> {
    if let Expr::MethodCall(inner) = &*call.receiver
        && ends::MUTABLE.iter().any(|name| inner.method == name)
        && iter::gives_memory(cx, &inner.receiver)
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

/// Runs what gives the option.
pub(crate) fn give(cx: &mut Cx<'_>, giver: &Giver<'_>) -> Res<Maybe> {
    match giver {
        Giver::Search(end) => search::search(cx, end),
        Giver::Element(call) => ends::element(cx, call),
        Giver::Owned(inner) => {
            let Maybe { found, value } = give(cx, inner)?;
            Ok(Maybe { found, value: value.owned() })
        }
        Giver::Map(inner, f) => {
            let Maybe { found, value } = give(cx, inner)?;
            let value = if_found(cx, f, found, &mut |cx| callable::apply(cx, f, &[value.clone()]))?;
            Ok(Maybe { found, value })
        }
    }
}

/// A value that is there only where something was found.
pub(crate) fn if_found(cx: &mut Cx<'_>, at: &impl ToTokens, found: Operand, run: branch::Run<'_>) -> Res<Operands> {
    let mut like = None;
    let mut run = |cx: &mut Cx<'_>| {
        let value = run(cx)?;
        like = Some(value.map(&mut |o| Operand { atom: Atom::Undef, kind: o.kind }));
        Ok(value)
    };
    let before = cx.scope.snapshot();
    let arm = branch::arm(cx, at, &mut run)?;
    cx.scope.restore(&before);
    let undefined = like.unwrap_or_else(Shape::unit);
    let mut arm = Some(arm);
    let mut again = |cx: &mut Cx<'_>| replay(cx, at, arm.take().expect("replayed once"));
    branch::when(cx, at, found, &mut again, &mut |_| Ok(undefined.clone()))
}

/// `option.unwrap_or(v)` and the like.
pub(crate) fn end(cx: &mut Cx<'_>, call: &ExprMethodCall, giver: &Giver<'_>, expect: &Expect) -> Res<Operands> {
    let name = call.method.to_string();
    if let (Giver::Element(inner), "unwrap" | "expect") = (giver, name.as_str())
        && inner.method != "pop"
    {
        return ends::that_must_be(cx, call, inner);
    }
    let Maybe { found, value } = give(cx, giver)?;
    let args: Vec<&Expr> = call.args.iter().collect();
    match (name.as_str(), &args[..]) {
        ("unwrap", []) | ("expect", [_]) => {
            require::found(cx, call, found);
            Ok(value)
        }
        ("is_some", []) => Ok(Shape::Leaf(found)),
        ("is_none", []) => Ok(not(cx, call, found)),
        ("unwrap_or", [other]) => {
            let other = expression(cx, other, expect)?;
            choose(cx, call, (found, &value), &mut |_| Ok(other.clone()))
        }
        ("unwrap_or_else", [f]) => choose(cx, call, (found, &value), &mut |cx| callable::apply(cx, f, &[])),
        ("unwrap_or_default", []) => {
            let zero = default_of(cx, call, &value)?;
            choose(cx, call, (found, &value), &mut |_| Ok(zero.clone()))
        }
        ("map_or", [other, f]) => {
            let other = expression(cx, other, expect)?;
            let mut mapped = |cx: &mut Cx<'_>| callable::apply(cx, f, &[value.clone()]);
            branch::when(cx, call, found, &mut mapped, &mut |_| Ok(other.clone()))
        }
        ("is_some_and", [f]) => short_circuit(cx, call, found, Word::And, &mut |cx| {
            let holds = callable::apply(cx, f, &[value.clone()])?;
            as_scalar(cx, f, &holds).map(Shape::Leaf)
        }),
        _ => Err(iter::refuse(cx, call)),
    }
}

fn not(cx: &mut Cx<'_>, at: &impl ToTokens, found: Operand) -> Operands {
    cx.apply(at, Op::Not, vec![found.atom], found.kind)
}

/// The value, or what stands for it.
fn choose(
    cx: &mut Cx<'_>,
    at: &impl ToTokens,
    (found, value): (Operand, &Operands),
    other: branch::Run<'_>,
) -> Res<Operands> {
    branch::when(cx, at, found, &mut |_| Ok(value.clone()), other)
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
    if known { Ok(zero) } else { Err(iter::refuse(cx, call)) }
}

/// What a pattern for an option takes.
enum Case<'p> {
    Some(&'p Pat),
    None,
    Any,
}

fn case<'p>(cx: &Cx<'_>, pat: &'p Pat) -> Res<Case<'p>> {
    let is = |path: &syn::Path, name: &str| path.segments.last().is_some_and(|s| s.ident == name);
    match pat {
        Pat::TupleStruct(some) if is(&some.path, "Some") && some.elems.len() == 1 => Ok(Case::Some(&some.elems[0])),
        Pat::Path(none) if is(&none.path, "None") => Ok(Case::None),
        Pat::Ident(none) if none.ident == "None" => Ok(Case::None),
        Pat::Wild(_) => Ok(Case::Any),
        Pat::Paren(inner) => case(cx, &inner.pat),
        _ => Err(cx.refuse(pat, Message::UnsupportedPattern)),
    }
}

/// `let Some(v) = option` as a condition; binds the names of the pattern.
pub(crate) fn test(cx: &mut Cx<'_>, pat: &Pat, giver: &Giver<'_>) -> Res<Operand> {
    let Maybe { found, value } = give(cx, giver)?;
    let holds = match case(cx, pat)? {
        Case::Some(inner) => return fits(cx, inner, found, &value),
        Case::None => not(cx, pat, found),
        Case::Any => Shape::Leaf(Operand { atom: Atom::Bool(true), kind: found.kind }),
    };
    as_scalar(cx, pat, &holds)
}

/// Whether there is something that the pattern fits.
fn fits(cx: &mut Cx<'_>, pat: &Pat, found: Operand, value: &Operands) -> Res<Operand> {
    let both = short_circuit(cx, pat, found, Word::And, &mut |cx| {
        let test = pattern::test(cx, pat, value)?;
        Ok(Shape::Leaf(test.unwrap_or(Operand { atom: Atom::Bool(true), kind: found.kind })))
    })?;
    pattern::bind(cx, pattern::Place::Refutable, pat, value)?;
    as_scalar(cx, pat, &both)
}

/// `let Some(v) = option else { diverges };`
pub(crate) fn let_else(cx: &mut Cx<'_>, pat: &Pat, giver: &Giver<'_>, diverge: &Expr) -> Res<()> {
    let Maybe { found, value } = give(cx, giver)?;
    let Case::Some(inner) = case(cx, pat)? else { return Err(cx.refuse(pat, Message::UnsupportedPattern)) };
    let mark = cx.scope.mark();
    let holds = fits(cx, inner, found, &value)?;
    cx.scope.leave(mark);
    branch::when(cx, pat, holds, &mut |_| Ok(Shape::unit()), &mut |cx| expression(cx, diverge, &any()))?;
    pattern::bind(cx, pattern::Place::Refutable, inner, &value)
}

/// `match option { Some(v) => .., None => .. }`
pub(crate) fn match_arms(cx: &mut Cx<'_>, cases: &syn::ExprMatch, giver: &Giver<'_>, expect: &Expect) -> Res<Operands> {
    let maybe = give(cx, giver)?;
    arms(cx, cases, &cases.arms, &maybe, expect)
}

fn arms(cx: &mut Cx<'_>, at: &syn::ExprMatch, arms: &[Arm], maybe: &Maybe, expect: &Expect) -> Res<Operands> {
    let Some((arm, rest)) = arms.split_first() else {
        return Err(cx.refuse(at, Message::UnsupportedExpression { what: "an empty `match`".to_owned() }));
    };
    let (pat, guard) = match &arm.pat {
        Pat::Guard(guarded) => (&*guarded.pat, Some(&*guarded.guard)),
        pat => (pat, None),
    };
    let case = case(cx, pat)?;
    let mark = cx.scope.mark();
    let test = match case {
        Case::Some(inner) => fits(cx, inner, maybe.found, &maybe.value).map(Shape::Leaf),
        Case::None => Ok(not(cx, pat, maybe.found)),
        Case::Any => Ok(Shape::Leaf(Operand { atom: Atom::Bool(true), kind: maybe.found.kind })),
    };
    let test = test.and_then(|test| as_scalar(cx, pat, &test)).and_then(|test| guarded(cx, test, guard));
    cx.scope.leave(mark);
    let mut body = |cx: &mut Cx<'_>| {
        let mark = cx.scope.mark();
        let bound = match case {
            Case::Some(inner) => pattern::bind(cx, pattern::Place::Refutable, inner, &maybe.value),
            Case::None | Case::Any => Ok(()),
        };
        let value = bound.and_then(|()| expression(cx, &arm.body, expect));
        cx.scope.leave(mark);
        value
    };
    if rest.is_empty() {
        return test.and_then(|_| body(cx));
    }
    branch::when(cx, &arm.pat, test?, &mut body, &mut |cx| self::arms(cx, at, rest, maybe, expect))
}

fn guarded(cx: &mut Cx<'_>, test: Operand, guard: Option<&Expr>) -> Res<Operand> {
    let Some(guard) = guard else { return Ok(test) };
    let both =
        short_circuit(cx, guard, test, Word::And, &mut |cx| super::condition::condition(cx, guard).map(Shape::Leaf))?;
    as_scalar(cx, guard, &both)
}
