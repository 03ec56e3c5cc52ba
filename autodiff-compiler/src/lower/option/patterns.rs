//! Patterns that take an `Option` apart where it is made: `if let Some(v) = ..`,
//! `let .. else`, `match`.

use super::take_apart::{Maybe, give, not, or_undefined};
use crate::errors::Message;
use crate::ir::{Atom, Shape};
use crate::lower::classify::Classified;
use crate::lower::control::branch;
use crate::lower::control::short_circuit::{Word, short_circuit};
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::scope::{Operand, Operands};
use crate::lower::value::expr::{Expect, any, as_scalar, expression};
use crate::lower::value::pattern;
use syn::{Arm, Expr, Pat};

/// What a pattern for an option takes.
enum Case<'p> {
    Some(&'p Pat),
    None,
    Any,
    /// `Some(0) | None`, which binds nothing.
    Or(&'p syn::PatOr),
}

fn case<'p>(cx: &Cx<'_>, pat: &'p Pat) -> Res<Case<'p>> {
    let is = |path: &syn::Path, name: &str| path.segments.last().is_some_and(|s| s.ident == name);
    match pat {
        Pat::TupleStruct(some) if (is(&some.path, "Some") || is(&some.path, "Ok")) && some.elems.len() == 1 => {
            Ok(Case::Some(&some.elems[0]))
        }
        Pat::TupleStruct(none) if is(&none.path, "Err") && none.elems.iter().all(is_wild) => Ok(Case::None),
        Pat::Path(none) if is(&none.path, "None") => Ok(Case::None),
        Pat::Ident(none) if none.ident == "None" => Ok(Case::None),
        Pat::Wild(_) => Ok(Case::Any),
        Pat::Paren(inner) => case(cx, &inner.pat),
        Pat::Or(or) if !pattern::binds(pat) => Ok(Case::Or(or)),
        _ => Err(pattern::refuse(cx, pat)),
    }
}

fn is_wild(pat: &Pat) -> bool {
    matches!(pat, Pat::Wild(_) | Pat::Rest(_))
}

/// Whether a pattern only asks whether something is there, and what.
pub(crate) fn only_asks(pat: &Pat) -> bool {
    let is =
        |path: &syn::Path, names: &[&str]| path.segments.last().is_some_and(|s| names.contains(&&*s.ident.to_string()));
    match pat {
        Pat::TupleStruct(of) if is(&of.path, &["Some", "Ok"]) => {
            of.elems.len() == 1 && pattern::always_fits(&of.elems[0])
        }
        Pat::TupleStruct(of) => is(&of.path, &["Err"]) && of.elems.iter().all(is_wild),
        Pat::Ident(none) => none.ident == "None",
        Pat::Path(none) => is(&none.path, &["None"]),
        Pat::Wild(_) => true,
        Pat::Paren(inner) => only_asks(&inner.pat),
        _ => false,
    }
}

/// `let Some(v) = option` as a condition; binds the names of the pattern.
pub(crate) fn test(cx: &mut Cx<'_>, pat: &Pat, option: &Classified<'_>) -> Res<Operand> {
    let maybe = give(cx, option)?;
    let case = case(cx, pat)?;
    let value = match case {
        Case::Some(_) | Case::Or(_) => or_undefined(cx, pat, &maybe)?,
        Case::None | Case::Any => Shape::unit(),
    };
    holds(cx, pat, &case, (maybe.found, &value))
}

/// Whether it is a case; binds the names of the pattern.
fn holds(cx: &mut Cx<'_>, pat: &Pat, of: &Case<'_>, (found, value): (Operand, &Operands)) -> Res<Operand> {
    let holds = match of {
        Case::Some(inner) => return fits(cx, inner, found, value),
        Case::None => not(cx, pat, found),
        Case::Any => Shape::Leaf(Operand { atom: Atom::Bool(true), kind: found.kind }),
        Case::Or(or) => {
            let mut tests = Vec::new();
            for pat in &or.cases {
                let case = case(cx, pat)?;
                tests.push(holds(cx, pat, &case, (found, value))?);
            }
            let any = pattern::all_of(cx, pat, tests, Word::Or)?;
            return Ok(any.expect("a pattern has alternatives"));
        }
    };
    as_scalar(cx, pat, &holds)
}

/// Whether there is something that the pattern fits.
fn fits(cx: &mut Cx<'_>, pat: &Pat, found: Operand, value: &Operands) -> Res<Operand> {
    if pattern::always_fits(pat) {
        pattern::bind(cx, pattern::Refutability::Refutable, pat, value)?;
        return Ok(found);
    }
    let both = short_circuit(cx, pat, found, Word::And, &mut |cx| {
        let test = pattern::test(cx, pat, value)?;
        Ok(Shape::Leaf(test.unwrap_or(Operand { atom: Atom::Bool(true), kind: found.kind })))
    })?;
    pattern::bind(cx, pattern::Refutability::Refutable, pat, value)?;
    as_scalar(cx, pat, &both)
}

/// `if let Some(v) = option { .. } else { .. }`, where any value will do.
pub(crate) fn if_let(
    cx: &mut Cx<'_>,
    (pat, option): (&Pat, &Classified<'_>),
    then: branch::Run<'_>,
    orelse: branch::Run<'_>,
) -> Res<Operands> {
    let Maybe { found, value, .. } = give(cx, option)?;
    let Case::Some(inner) = case(cx, pat)? else { unreachable!("the caller has asked") };
    let mut bound = |cx: &mut Cx<'_>| {
        let value = value.get(cx)?;
        let mark = cx.scope.mark();
        let done = pattern::bind(cx, pattern::Refutability::Refutable, inner, &value).and_then(|()| then(cx));
        cx.scope.leave(mark);
        done
    };
    branch::when(cx, pat, found, &mut bound, orelse)
}

/// Whether a pattern is for any value at all.
pub(crate) fn takes_any(pat: &Pat) -> bool {
    matches!(pat, Pat::TupleStruct(some) if some.path.segments.last().is_some_and(|s| s.ident == "Some" || s.ident == "Ok")
        && some.elems.len() == 1 && pattern::always_fits(&some.elems[0]))
}

/// `let Some(v) = option else { diverges };`
pub(crate) fn let_else(cx: &mut Cx<'_>, pat: &Pat, option: &Classified<'_>, diverge: &Expr) -> Res<()> {
    let maybe = give(cx, option)?;
    let Case::Some(inner) = case(cx, pat)? else { return Err(pattern::refuse(cx, pat)) };
    if pattern::always_fits(inner) {
        let mut diverge = |cx: &mut Cx<'_>| expression(cx, diverge, &any());
        branch::when(cx, pat, maybe.found, &mut |_| Ok(Shape::unit()), &mut diverge)?;
        let value = maybe.value.get(cx)?;
        return pattern::bind(cx, pattern::Refutability::Refutable, inner, &value);
    }
    let value = or_undefined(cx, pat, &maybe)?;
    let found = maybe.found;
    let mark = cx.scope.mark();
    let holds = fits(cx, inner, found, &value)?;
    cx.scope.leave(mark);
    branch::when(cx, pat, holds, &mut |_| Ok(Shape::unit()), &mut |cx| expression(cx, diverge, &any()))?;
    pattern::bind(cx, pattern::Refutability::Refutable, inner, &value)
}

/// `match option { Some(v) => .., None => .. }`
pub(crate) fn match_arms(
    cx: &mut Cx<'_>,
    cases: &syn::ExprMatch,
    option: &Classified<'_>,
    expect: &Expect,
) -> Res<Operands> {
    let maybe = give(cx, option)?;
    if let [some, other] = &cases.arms[..]
        && takes_any(&some.pat)
    {
        let Case::Some(inner) = case(cx, &some.pat)? else { unreachable!("it takes any value") };
        let mut then = |cx: &mut Cx<'_>| {
            let value = maybe.value.get(cx)?;
            let mark = cx.scope.mark();
            let done = pattern::bind(cx, pattern::Refutability::Refutable, inner, &value)
                .and_then(|()| expression(cx, &some.body, expect));
            cx.scope.leave(mark);
            done
        };
        return branch::when(cx, &some.pat, maybe.found, &mut then, &mut |cx| expression(cx, &other.body, expect));
    }
    if !maybe.value.is_ready() && cases.arms.iter().all(is_simple) {
        let mut then = |cx: &mut Cx<'_>| {
            let value = maybe.value.get(cx)?;
            arms_of(cx, cases, &cases.arms, (Some(&value), expect))
        };
        let mut orelse = |cx: &mut Cx<'_>| arms_of(cx, cases, &cases.arms, (None, expect));
        return branch::when(cx, cases, maybe.found, &mut then, &mut orelse);
    }
    let value = or_undefined(cx, cases, &maybe)?;
    arms(cx, cases, &cases.arms, (maybe.found, &value), expect)
}

/// `Some(v) if c => ..`, `None => ..`, `_ => ..`: whether there is something is all that the pattern
/// asks.
fn is_simple(arm: &Arm) -> bool {
    match &arm.pat {
        Pat::Guard(guarded) => only_asks(&guarded.pat),
        pat => only_asks(pat),
    }
}

/// The arms for what is there, or for nothing.
fn arms_of(
    cx: &mut Cx<'_>,
    at: &syn::ExprMatch,
    arms: &[Arm],
    (value, expect): (Option<&Operands>, &Expect),
) -> Res<Operands> {
    let Some((arm, rest)) = arms.split_first() else {
        return Err(cx.refuse(at, Message::UnsupportedExpression { what: "an empty `match`".to_owned() }));
    };
    let (pat, guard) = match &arm.pat {
        Pat::Guard(guarded) => (&*guarded.pat, Some(&*guarded.guard)),
        pat => (pat, None),
    };
    let inner = match (case(cx, pat)?, value) {
        (Case::Some(inner), Some(_)) => Some(inner),
        (Case::None, None) | (Case::Any, _) => None,
        _ => return arms_of(cx, at, rest, (value, expect)),
    };
    let bound = |cx: &mut Cx<'_>| match (inner, value) {
        (Some(inner), Some(value)) => pattern::bind(cx, pattern::Refutability::Refutable, inner, value),
        _ => Ok(()),
    };
    let mut body = |cx: &mut Cx<'_>| {
        let mark = cx.scope.mark();
        let value = bound(cx).and_then(|()| expression(cx, &arm.body, expect));
        cx.scope.leave(mark);
        value
    };
    let Some(guard) = guard else { return body(cx) };
    let mark = cx.scope.mark();
    let holds = bound(cx).and_then(|()| crate::lower::value::condition::condition(cx, guard));
    cx.scope.leave(mark);
    branch::when(cx, guard, holds?, &mut body, &mut |cx| arms_of(cx, at, rest, (value, expect)))
}

fn arms(
    cx: &mut Cx<'_>,
    at: &syn::ExprMatch,
    arms: &[Arm],
    (found, value): (Operand, &Operands),
    expect: &Expect,
) -> Res<Operands> {
    let Some((arm, rest)) = arms.split_first() else {
        return Err(cx.refuse(at, Message::UnsupportedExpression { what: "an empty `match`".to_owned() }));
    };
    let (pat, guard) = match &arm.pat {
        Pat::Guard(guarded) => (&*guarded.pat, Some(&*guarded.guard)),
        pat => (pat, None),
    };
    let case = case(cx, pat)?;
    let mark = cx.scope.mark();
    let test = holds(cx, pat, &case, (found, value)).and_then(|test| guarded(cx, test, guard));
    cx.scope.leave(mark);
    let mut body = |cx: &mut Cx<'_>| {
        let mark = cx.scope.mark();
        let bound = match case {
            Case::Some(inner) => pattern::bind(cx, pattern::Refutability::Refutable, inner, value),
            Case::None | Case::Any | Case::Or(_) => Ok(()),
        };
        let value = bound.and_then(|()| expression(cx, &arm.body, expect));
        cx.scope.leave(mark);
        value
    };
    if rest.is_empty() {
        return test.and_then(|_| body(cx));
    }
    branch::when(cx, &arm.pat, test?, &mut body, &mut |cx| self::arms(cx, at, rest, (found, value), expect))
}

fn guarded(cx: &mut Cx<'_>, test: Operand, guard: Option<&Expr>) -> Res<Operand> {
    let Some(guard) = guard else { return Ok(test) };
    let both = short_circuit(cx, guard, test, Word::And, &mut |cx| {
        crate::lower::value::condition::condition(cx, guard).map(Shape::Leaf)
    })?;
    as_scalar(cx, guard, &both)
}
