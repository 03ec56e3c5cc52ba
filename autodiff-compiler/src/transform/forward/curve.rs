//! The Taylor coefficients of an operation, in the place of its tangent.
//!
//! ```text
//! w3 = hypot w1, w2    w3     = hypot w1, w2
//!                      w3_dot = series_hypot w1, w2, w1_dot, w2_dot, w3
//! ```
//!
//! An operation is *curved* if a partial of it depends on something that moves. The others are linear
//! in what they are given wherever they are smooth, as `max` and `abs` are, or a product with a
//! constant: their series is a sum of products with a partial, as their tangent is.

use super::super::partials::largest;
use super::{Derivative, Extremes, Forward, Tangents, keep, settled, tangent};
use crate::ir::{Apply, Atom, Block, Op, Stmt, Value};
use crate::rulebook::Rulebook;
use autodiff_core::rule::{ArgKind, Growth, Rule};
use std::collections::BTreeSet;

/// Adds the series of an operation, if it is curved.
pub(super) fn series(cx: &mut Forward<'_>, dot: &mut Tangents, apply: &Apply) -> bool {
    let Op::Rule(rule) = &apply.op else { return false };
    let moves: Vec<bool> = apply.args.iter().map(|arg| arg.value().is_some_and(|w| dot.contains_key(&w))).collect();
    if !is_curved(cx.rules, rule, &moves) {
        return false;
    }
    let mut args = apply.args.clone();
    let mut extremes: Option<Extremes> = None;
    let floats = rule.args.iter().zip(&apply.args).filter(|(arg, _)| arg.kind == ArgKind::Float);
    for (i, (_, operand)) in floats.enumerate() {
        let Some(series) = settled(cx, dot, *operand) else {
            args.push(Atom::ZERO);
            continue;
        };
        args.push(series);
        let of = tangent(dot, *operand).map_or(Extremes::TAME, Derivative::extremes);
        let of = Extremes { growth: of.growth.max(of_all_orders(rule, i, &apply.args)), ..of };
        extremes = Some(extremes.map_or(of, |others| others.or(of)));
    }
    args.push(Atom::Value(apply.dst));
    let series = cx.out.apply(Op::Series(rule), args, cx.out.kind(apply.dst));
    keep(cx, dot, apply.dst, Derivative::new(series, extremes.unwrap_or(Extremes::UNKNOWN)));
    true
}

/// Whether a partial of a rule depends on what moves: on these of its arguments, or on the result.
pub(crate) fn is_curved(rules: &Rulebook, rule: &'static Rule, moves: &[bool]) -> bool {
    let text = rules.partials(rule);
    let operands = moves.iter().copied().chain([true]);
    let mut moved: BTreeSet<Value> =
        text.params.iter().copied().zip(operands).filter(|(_, m)| *m).map(|(w, _)| w).collect();
    propagate(&mut moved, &text.body);
    let floats = rule.args.iter().zip(moves).filter(|(arg, _)| arg.kind == ArgKind::Float);
    floats.zip(&text.body.yields).any(|((_, moves), partial)| *moves && is_moved(&moved, *partial))
}

/// Adds what moves with it. A step does not, nor does what is compared: which arm is taken stays.
fn propagate(moved: &mut BTreeSet<Value>, block: &Block) {
    for stmt in &block.stmts {
        match stmt {
            Stmt::Apply(apply) => {
                let Op::Rule(rule) = &apply.op else { continue };
                let floats = rule.args.iter().zip(&apply.args).filter(|(arg, _)| arg.kind == ArgKind::Float);
                let mut along = floats.zip(rule.partials).filter(|(_, partial)| partial.text != "0.0");
                if along.any(|((_, arg), _)| is_moved(moved, *arg)) {
                    moved.insert(apply.dst);
                }
            }
            Stmt::If(branch) => {
                for arm in [&branch.then, &branch.orelse] {
                    propagate(moved, arm);
                    let yielded = branch.dst.iter().zip(&arm.yields).filter(|(_, atom)| is_moved(moved, **atom));
                    moved.extend(yielded.map(|(dst, _)| *dst).collect::<Vec<_>>());
                }
            }
            _ => {}
        }
    }
}

fn is_moved(moved: &BTreeSet<Value>, atom: Atom) -> bool {
    atom.value().is_some_and(|w| moved.contains(&w))
}

/// How large the coefficients get along the i-th argument. Those of a rule are finite wherever its
/// partial is, but for powers: of `x^1.5` at zero the second one is infinite.
fn of_all_orders(rule: &Rule, i: usize, args: &[Atom]) -> Growth {
    if rule.name == "powf" { Growth::Cusp } else { largest(rule, i, args) }
}
