//! `if` and `match`: which of several expressions is run.

use super::block;
use super::chain;
use super::condition;
use super::data_pattern;
use super::expr::{self, Expect, any, as_scalar, expression};
use super::pattern::{self, Refutability};
use crate::errors::Message;
use crate::ir::Shape;
use crate::lower::classify::classify;
use crate::lower::control::branch;
use crate::lower::control::short_circuit::{Word, short_circuit};
use crate::lower::memory::boxed;
use crate::lower::option::matched::{self, Done};
use crate::lower::option::{asked, patterns};
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::scope::{Operand, Operands};
use syn::{Arm, Expr, ExprIf, ExprMatch, Pat};

pub(crate) fn if_else(cx: &mut Cx<'_>, branch: &ExprIf, expect: &Expect) -> Res<Operands> {
    if let Some(nested) = chain::nested(branch).or_else(|| chain::one_by_one(branch)) {
        return expression(cx, &nested, expect);
    }
    match matched::if_let(cx, branch, expect) {
        Some(Ok(Done::Lowered(value))) => return Ok(value),
        Some(Ok(Done::Ran(_))) => {
            let what = "`if let Err(..)` of a function without companions; a `match` is: this".to_owned();
            return Err(cx.refuse(&branch.cond, Message::UnsupportedExpression { what }));
        }
        Some(Err(stop)) => return Err(stop),
        None => {}
    }
    let matched = match &*branch.cond {
        Expr::Let(guard) => {
            data_pattern::asked_in_place(cx, &guard.pat, &guard.expr);
            Some((&*guard.pat, classify(cx, &guard.expr)))
        }
        _ => None,
    };
    if let Some((pat, matched)) = &matched
        && patterns::takes_any(pat)
        && !data_pattern::refers_mut(pat)
        && (matched.gives_option() || asked::is_given(cx, matched))
    {
        let mut then = |cx: &mut Cx<'_>| block::block(cx, &branch.then_branch, expect);
        let mut orelse = |cx: &mut Cx<'_>| otherwise(cx, branch, expect);
        return patterns::if_let(cx, (pat, matched), &mut then, &mut orelse);
    }
    if let Some((pat, matched)) = &matched
        && condition::is_taken_apart(pat, matched)
    {
        let mut then = |cx: &mut Cx<'_>| block::block(cx, &branch.then_branch, expect);
        let mut orelse = |cx: &mut Cx<'_>| otherwise(cx, branch, expect);
        return condition::if_let(cx, (pat, matched), &mut then, &mut orelse);
    }
    let mark = cx.scope.mark();
    let condition = match &matched {
        Some((pat, matched)) => condition::fits(cx, pat, matched),
        None => condition::condition(cx, &branch.cond),
    };
    let condition = match condition {
        Ok(condition) => condition,
        Err(stop) => {
            cx.scope.leave(mark);
            return Err(stop);
        }
    };
    let result = branch::when(
        cx,
        branch,
        condition,
        &mut |cx| {
            let value = block::block(cx, &branch.then_branch, expect);
            // What the condition's patterns bound is not seen by `else`.
            cx.scope.leave(mark);
            value
        },
        &mut |cx| otherwise(cx, branch, expect),
    );
    cx.scope.leave(mark);
    result
}

fn otherwise(cx: &mut Cx<'_>, branch: &ExprIf, expect: &Expect) -> Res<Operands> {
    match &branch.else_branch {
        Some((_, e)) => expression(cx, e, expect),
        None => Ok(Shape::unit()),
    }
}

/// `match` becomes a chain of `if`s: the first arm whose pattern fits. Rust has
/// checked that one does, so the last one needs no test.
pub(crate) fn match_arms(cx: &mut Cx<'_>, cases: &ExprMatch, expect: &Expect) -> Res<Operands> {
    if let Some(chain) = chain::of_match(cases) {
        return expression(cx, &chain, expect);
    }
    if cases.arms.iter().any(|arm| names_variant(&arm.pat)) {
        boxed::settled(cx, &cases.expr);
    }
    cases.arms.iter().for_each(|arm| data_pattern::asked_in_place(cx, &arm.pat, &cases.expr));
    match matched::matched(cx, cases, expect) {
        Some(Ok(Done::Ran(scrutinee))) => return taken_apart(cx, cases, &scrutinee, expect),
        Some(Ok(Done::Lowered(value))) => return Ok(value),
        Some(Err(stop)) => return Err(stop),
        None => {}
    }
    let matched = classify(cx, &cases.expr);
    let only_asks = || cases.arms.iter().all(|arm| patterns::only_asks(&arm.pat)) && cases.arms.len() == 2;
    if matched.gives_option() || (only_asks() && asked::is_given(cx, &matched)) {
        return patterns::match_arms(cx, cases, &matched, expect);
    }
    let scrutinee = expr::run(cx, &matched, &any())?;
    taken_apart(cx, cases, &scrutinee, expect)
}

fn taken_apart(cx: &mut Cx<'_>, cases: &ExprMatch, scrutinee: &Operands, expect: &Expect) -> Res<Operands> {
    let ways: Vec<_> = cases.arms.iter().flat_map(ways).collect();
    if ways.is_empty() {
        return Err(cx.refuse(cases, Message::UnsupportedExpression { what: "an empty `match`".to_owned() }));
    }
    arms(cx, &ways, scrutinee, expect)
}

/// Whether a pattern is one of data.
fn names_variant(pat: &Pat) -> bool {
    match pat {
        Pat::TupleStruct(_) | Pat::Struct(_) => true,
        Pat::Or(or) => or.cases.iter().any(names_variant),
        Pat::Guard(guarded) => names_variant(&guarded.pat),
        _ => false,
    }
}

/// An arm under one of its patterns.
struct Way<'e> {
    pat: &'e Pat,
    guard: Option<&'e Expr>,
    body: &'e Expr,
}

/// The patterns of an arm: `Circle(r) | Disc(r) => ..` is an arm for each, as it binds values
/// that are found at different places.
fn ways(arm: &Arm) -> Vec<Way<'_>> {
    let (pat, guard) = match &arm.pat {
        Pat::Guard(guarded) => (&*guarded.pat, Some(&*guarded.guard)),
        pat => (pat, None),
    };
    let way = |pat| Way { pat, guard, body: &arm.body };
    match pat {
        Pat::Or(or) if pattern::binds(pat) => or.cases.iter().map(way).collect(),
        pat => vec![way(pat)],
    }
}

fn arms(cx: &mut Cx<'_>, ways: &[Way<'_>], scrutinee: &Operands, expect: &Expect) -> Res<Operands> {
    let (Way { pat, guard, body }, others) = ways.split_first().expect("the last one has no test");
    let mark = cx.scope.mark();
    let test = if others.is_empty() { Ok(None) } else { arm_test(cx, pat, *guard, scrutinee) };
    cx.scope.leave(mark);
    let mut body = |cx: &mut Cx<'_>| {
        let mark = cx.scope.mark();
        let value =
            pattern::bind(cx, Refutability::Refutable, pat, scrutinee).and_then(|()| expression(cx, body, expect));
        cx.scope.leave(mark);
        value
    };
    match test? {
        None => body(cx),
        Some(test) => branch::when(cx, *pat, test, &mut body, &mut |cx| arms(cx, others, scrutinee, expect)),
    }
}

/// Whether the arm is taken; `None` if it always is.
pub(crate) fn arm_test(cx: &mut Cx<'_>, pat: &Pat, guard: Option<&Expr>, scrutinee: &Operands) -> Res<Option<Operand>> {
    let test = pattern::test(cx, pat, scrutinee)?;
    let Some(guard) = guard else { return Ok(test) };
    if let Some(binding) = condition::binds(guard) {
        // The arm would not see what it binds.
        return Err(cx.refuse(binding, Message::UnsupportedExpression { what: "`let` in a guard".to_owned() }));
    }
    let holds = |cx: &mut Cx<'_>| {
        let mark = cx.scope.mark();
        let bound = pattern::bind(cx, Refutability::Refutable, pat, scrutinee);
        let holds = bound.and_then(|()| condition::condition(cx, guard));
        // What it binds does not leave the guard; the arm binds it again.
        cx.scope.leave(mark);
        holds
    };
    match test {
        None => holds(cx).map(Some),
        Some(test) => {
            let both = short_circuit(cx, guard, test, Word::And, &mut |cx| holds(cx).map(Shape::Leaf))?;
            as_scalar(cx, guard, &both).map(Some)
        }
    }
}
