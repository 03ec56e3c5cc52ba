//! Conditions: chains of `&&`, in which a `let` binds names.

use super::expr::{self, any, as_scalar, expression};
use super::pattern::{self, Refutability};
use crate::ir::{Atom, Kind, Shape};
use crate::lower::classify::{Classified, classify};
use crate::lower::control::short_circuit::{self, Word};
use crate::lower::option::patterns;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::scope::Operand;
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
    let test = pattern::test(cx, pat, &value)?;
    pattern::bind(cx, Refutability::Refutable, pat, &value)?;
    match test {
        Some(test) => Ok(test),
        None => Ok(Operand { atom: Atom::Bool(true), kind: cx.exactly(Kind::Bool) }),
    }
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
