//! Conditions: chains of `&&`, in which a `let` binds names.

use super::expr::{self, any, as_scalar, expression};
use super::pattern::{self, Refutability};
use crate::ir::{Atom, Kind, Shape};
use crate::lower::classify::{Classified, classify};
use crate::lower::control::branch;
use crate::lower::control::short_circuit::{self, Word};
use crate::lower::option::patterns;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::scope::{Operand, Operands};
use syn::{BinOp, Expr, Pat};

/// A condition; `let` patterns in its `&&` chain bind names.
pub(crate) fn condition(cx: &mut Cx<'_>, e: &Expr) -> Res<Operand> {
    let value = match e {
        Expr::Paren(inner) => return condition(cx, &inner.expr),
        Expr::Group(inner) => return condition(cx, &inner.expr),
        Expr::Let(guard) => {
            let matched = classify(cx, &guard.expr);
            return fits(cx, &guard.pat, &matched);
        }
        Expr::Binary(_) if binds(e).is_some() => return all_hold(cx, e, &links(e)),
        Expr::Binary(chain) if matches!(chain.op, BinOp::And(_)) => {
            let left = condition(cx, &chain.left)?;
            short_circuit::short_circuit(cx, chain, left, Word::And, &mut |cx| {
                condition(cx, &chain.right).map(Shape::Leaf)
            })?
        }
        _ => expression(cx, e, &any())?,
    };
    let operand = as_scalar(cx, e, &value)?;
    let bool_kind = cx.exactly(Kind::Bool);
    cx.unify(e, operand.kind, bool_kind)?;
    Ok(operand)
}

/// `let pat = matched` as a condition, which binds the names of the pattern.
pub(crate) fn fits(cx: &mut Cx<'_>, pat: &Pat, matched: &Classified<'_>) -> Res<Operand> {
    if matched.gives_option() {
        return patterns::test(cx, pat, matched);
    }
    let value = expr::run(cx, matched, &any())?;
    let yes = Operand { atom: Atom::Bool(true), kind: cx.exactly(Kind::Bool) };
    match pattern::test(cx, pat, &value)? {
        // What a variant holds is there where it is the variant.
        Some(test) if pattern::takes_apart(pat) => {
            let both = short_circuit::short_circuit(cx, pat, test, Word::And, &mut |cx| {
                pattern::bind(cx, Refutability::Refutable, pat, &value)?;
                Ok(Shape::Leaf(yes))
            })?;
            as_scalar(cx, pat, &both)
        }
        test => {
            pattern::bind(cx, Refutability::Refutable, pat, &value)?;
            Ok(test.unwrap_or(yes))
        }
    }
}

/// `if let pat = matched { then } else { orelse }`: the names are bound in the arm that
/// has them.
pub(crate) fn if_let(
    cx: &mut Cx<'_>,
    (pat, matched): (&Pat, &Classified<'_>),
    then: branch::Run<'_>,
    orelse: branch::Run<'_>,
) -> Res<Operands> {
    let value = expr::run(cx, matched, &any())?;
    let test = pattern::test(cx, pat, &value)?;
    let mut bound = |cx: &mut Cx<'_>| {
        let mark = cx.scope.mark();
        let done = pattern::bind(cx, Refutability::Refutable, pat, &value).and_then(|()| then(cx));
        cx.scope.leave(mark);
        done
    };
    match test {
        Some(test) => branch::when(cx, pat, test, &mut bound, orelse),
        None => bound(cx),
    }
}

/// Whether a `let` takes apart what is there only if the pattern fits.
pub(crate) fn is_taken_apart(pat: &Pat, matched: &Classified<'_>) -> bool {
    !matched.gives_option() && pattern::takes_apart(pat)
}

/// The conditions between the `&&` of a chain.
pub(crate) fn links(e: &Expr) -> Vec<&Expr> {
    match e {
        Expr::Binary(chain) if matches!(chain.op, BinOp::And(_)) => [links(&chain.left), links(&chain.right)].concat(),
        e => vec![e],
    }
}

/// A chain with `let`s: nested to the right, so that what comes after a `let`
/// runs where its names have values.
fn all_hold(cx: &mut Cx<'_>, at: &Expr, links: &[&Expr]) -> Res<Operand> {
    let first = condition(cx, links[0])?;
    if links.len() == 1 {
        return Ok(first);
    }
    let all = short_circuit::short_circuit(cx, at, first, Word::And, &mut |cx| {
        all_hold(cx, at, &links[1..]).map(Shape::Leaf)
    })?;
    as_scalar(cx, at, &all)
}

/// A `let` among the conditions of a guard.
pub(crate) fn binds(guard: &Expr) -> Option<&Expr> {
    match guard {
        Expr::Let(_) => Some(guard),
        Expr::Paren(inner) => binds(&inner.expr),
        Expr::Group(inner) => binds(&inner.expr),
        Expr::Binary(chain) if matches!(chain.op, BinOp::And(_)) => binds(&chain.left).or_else(|| binds(&chain.right)),
        _ => None,
    }
}
