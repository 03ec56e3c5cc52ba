//! Local partial derivatives.
//!
//! Both modes are written on top of this, and differ only in the direction in
//! which they walk: they cannot drift apart.

use super::product::{AtInfinity, Choice, Partial};
use crate::ir::{Apply, Atom, Block, Builder, If, Kind, Op, Stmt, Value};
use crate::rulebook::Rulebook;
use autodiff_core::rule::{ArgKind, Growth, Property, Rule};
use autodiff_core::rules;
use std::collections::BTreeMap;

/// Appends the partials of an operation, and returns for each operand that is a
/// value the derivative of the result with respect to that value (so the sign
/// of a negated operand is in it). Operands on which the result does not depend
/// are left out.
///
/// ```text
/// w2 = div w0, w1    t3 = div 1.0, w1
///                    t4 = div w2, w1    -> [(w0, t3), (w1, -t4)]
/// ```
pub(crate) fn partials(out: &mut Builder, rules: &Rulebook, apply: &Apply) -> Vec<(Value, Partial)> {
    let kind = out.kind(apply.dst);
    let (rule, args) = match &apply.op {
        Op::Rule(rule) => by_reciprocal(rule, &apply.args),
        // A cast between floats is linear; its derivative is cast with it.
        _ => return Vec::new(),
    };
    let text = rules.partials(rule);
    let operands = args.iter().copied().chain([Atom::Value(apply.dst)]);
    let mut map: BTreeMap<Value, Atom> = text.params.iter().copied().zip(operands).collect();
    let before = out.stmts.len();
    let yields = inline(out, &mut map, &text.body, &|w| match text.values[w.index()].kind {
        Kind::F64 => kind,
        other => other,
    });
    let at_infinity =
        if out.stmts[before..].iter().all(is_polynomial) { AtInfinity::Polynomial } else { AtInfinity::MayVanish };
    // What is made of the result vanishes with it: `exp` at minus infinity.
    let vanishes = |stmt: &Stmt| stmt.operands().into_iter().any(|a| a.value() == Some(apply.dst));
    let at_infinity = if out.stmts[before..].iter().any(vanishes) { AtInfinity::MayVanish } else { at_infinity };
    let floats = rule.args.iter().zip(args).filter(|(arg, _)| arg.kind == ArgKind::Float);
    floats
        .zip(yields)
        .enumerate()
        .filter_map(|(i, ((_, operand), partial))| {
            let growth = largest(rule, i, args);
            let is_result = partial.value() == Some(apply.dst);
            let at_infinity = if is_result { AtInfinity::MayVanish } else { at_infinity };
            let choice = choice(&out.stmts[before..], partial).map(|choice| choice.with_sign_of(*operand));
            let partial =
                Partial { atom: partial.with_sign_of(*operand), growth, at_infinity, singular: false, choice };
            let depends = partial.atom != Atom::ZERO || rule.partials[i].text != "0.0";
            Some((operand.value()?, partial)).filter(|_| depends)
        })
        .collect()
}

/// A quotient of one is a reciprocal, whose partial takes no second division.
fn by_reciprocal<'a>(rule: &'static Rule, args: &'a [Atom]) -> (&'static Rule, &'a [Atom]) {
    match (rules::find("recip"), args) {
        (Some(recip), [Atom::ONE, of]) if rule.name == "div" => (recip, std::slice::from_ref(of)),
        _ => (rule, args),
    }
}

fn is_polynomial(stmt: &Stmt) -> bool {
    matches!(stmt, Stmt::Apply(Apply { op: Op::Rule(rule), .. }) if rule.has(Property::Polynomial))
}

/// The choice between two numbers that these statements make of an atom.
fn choice(stmts: &[Stmt], atom: Atom) -> Option<Choice> {
    let Atom::Value(partial) = atom else { return None };
    stmts.iter().find_map(|stmt| {
        let Stmt::If(If { dst, cond, then, orelse, .. }) = stmt else { return None };
        let i = dst.iter().position(|w| *w == partial)?;
        match (then.yields[i], orelse.yields[i]) {
            (Atom::Float(then), Atom::Float(orelse)) => Some(Choice { cond: *cond, then, orelse }),
            _ => None,
        }
    })
}

/// How large the i-th partial can get. A rule states it for any exponent; a
/// literal one is often better.
pub(crate) fn largest(rule: &Rule, i: usize, args: &[Atom]) -> Growth {
    #[allow(clippy::cast_precision_loss, reason = "an exponent is an i32")]
    let literal = match args.last() {
        Some(Atom::Int(n)) => Some(*n as f64),
        Some(Atom::Float(x)) => Some(*x),
        _ => None,
    };
    rule.growth(i, literal)
}

/// Appends a copy of `block` under fresh names and folds it; returns its yields.
fn inline(
    out: &mut Builder,
    map: &mut BTreeMap<Value, Atom>,
    block: &Block,
    kind: &dyn Fn(Value) -> Kind,
) -> Vec<Atom> {
    for stmt in &block.stmts {
        match stmt {
            Stmt::Apply(Apply { dst, op, args, .. }) => {
                let args: Vec<_> = args.iter().map(|a| a.renamed(map)).collect();
                let op = match op {
                    Op::Cast(_) => Op::Cast(kind(*dst)),
                    op => op.clone(),
                };
                let atom = out.folded(&op, &args, kind(*dst));
                map.insert(*dst, atom);
            }
            Stmt::If(branch) => inline_if(out, map, branch, kind),
            other => unreachable!("a rule has no such statement: {other:?}"),
        }
    }
    block.yields.iter().map(|a| a.renamed(map)).collect()
}

fn inline_if(out: &mut Builder, map: &mut BTreeMap<Value, Atom>, branch: &If, kind: &dyn Fn(Value) -> Kind) {
    let cond = branch.cond.renamed(map);
    if let Atom::Bool(taken) = cond {
        let arm = if taken { &branch.then } else { &branch.orelse };
        let yields = inline(out, map, arm, kind);
        map.extend(branch.dst.iter().copied().zip(yields));
        return;
    }
    let [then, orelse] = [&branch.then, &branch.orelse].map(|arm| {
        let mut map = map.clone();
        out.nested(|out| (inline(out, &mut map, arm, kind), ())).0
    });
    let dst: Vec<_> = branch.dst.iter().map(|w| out.temp(kind(*w))).collect();
    map.extend(branch.dst.iter().copied().zip(dst.iter().map(|w| Atom::Value(*w))));
    out.branch(dst, cond, then, orelse);
}
