//! Reverse mode: after the primal sweep, one mirror image per statement.

use super::calls::{self, CallPartials};
use super::partials::partials;
use super::product::{Derivative, product, sum};
use super::{Observe, seeds};
use crate::analysis::Activity;
use crate::ir::{Apply, Atom, Block, Builder, Call, Func, If, Kind, Observed, Op, Probe, Shape, Stmt, Value};
use crate::lower::rulebook::Rulebook;
use autodiff_core::rule::Growth;
use std::collections::{BTreeMap, BTreeSet};

/// What has arrived so far at the adjoint of each value: a sum of terms. A value
/// without an entry has adjoint zero, and costs nothing.
type Adjoints = BTreeMap<Value, Vec<Derivative>>;

/// The cotangent of the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seed {
    /// It is a parameter.
    Parameter,
    /// It is 1: the adjoint is the gradient.
    One,
}

struct Reverse<'a> {
    rules: &'a Rulebook,
    activity: &'a Activity,
    observe: Observe,
    calls: CallPartials,
    out: Builder,
    bar: Adjoints,
}

/// `f(x..) -> y` becomes `f_vjp(x.., ȳ) -> (y, x̄..)`.
///
/// ```text
/// w3 = sin w1        w3 = sin w1
/// w4 = mul w3, w2    w4 = mul w3, w2
///                    w2_bar = w4_bar · w3
///                    w3_bar = w4_bar · w2
///                    w1_bar = w3_bar · cos w1
/// ```
///
/// The adjoint sweep may name values that a branch of the primal sweep holds;
/// [`super::restore`] brings them into scope.
pub(crate) fn reverse(rules: &Rulebook, activity: &Activity, observe: Observe, seed: Seed, func: &Func) -> Func {
    let mut out = Builder::with_values(func.values.clone());
    let mut body = func.body.clone();
    let mut calls = CallPartials::new();
    calls::preaccumulate(&mut out, activity, &mut calls, &mut body);

    let mut params = func.params.clone();
    let mut cotangents = Vec::new();
    if seed == Seed::Parameter {
        let kinds = func.result.filter_map(&mut |kind| kind.is_float().then_some(*kind)).owned();
        let (param, values) = seeds::seed(&mut out, &params, result_name(&params), &kinds);
        params.push(param);
        cotangents = values;
    }

    let mut cx = Reverse { rules, activity, observe, calls, out, bar: Adjoints::new() };
    let result_kinds: Vec<Kind> = func.result.leaves().into_iter().copied().collect();
    let mut cotangents = cotangents.into_iter();
    let mut cotangent = || Derivative::seed(cotangents.next().map_or(Atom::ONE, Atom::Value));
    let incoming: Vec<_> = result_kinds.iter().map(|kind| kind.is_float().then(&mut cotangent)).collect();

    cx.out.push(Stmt::Section("Primal sweep."));
    sweep(&mut cx, &body, &incoming, Level::Function);
    let mut yields = body.yields.clone();
    let mut entries = Vec::new();
    for (_, shape) in seeds::differentiable(func) {
        let floats = seeds::float_part(&shape, |w| func.kind(w)).owned();
        entries.push(floats.map(&mut |w| func.kind(*w)));
        for input in floats.leaves() {
            let adjoint = take(&mut cx, *input);
            yields.push(adjoint.map_or(Atom::ZERO, |d| d.atom));
        }
    }
    let result = Shape::Tuple(vec![func.result.clone(), Shape::bare_or_tuple(entries)]);
    let body = Block { stmts: cx.out.stmts, yields };
    Func { name: format!("{}_vjp", func.name), params, body, result, values: cx.out.values }
}

/// The cotangent of the result, by textbook custom that of `y`; unless `y` is
/// an input, whose own cotangent that is.
fn result_name(params: &[crate::ir::Param]) -> &'static str {
    if params.iter().any(|p| p.name == "y") { "out_bar" } else { "y_bar" }
}

/// The adjoint sweep alone: `f_adjoint(x.., ȳ) -> x̄..`, for callers that have
/// run the primal already. What only the primal's result needs falls to dead
/// code elimination.
pub(crate) fn adjoint_only(func: &Func, vjp: &Func) -> Func {
    let mut adjoint = without_value(vjp);
    drop_effects(&mut adjoint.body);
    Func { name: format!("{}_adjoint", func.name), ..adjoint }
}

/// The cotangents without the value: `(y, x̄..)` becomes `x̄..`.
pub(crate) fn without_value(vjp: &Func) -> Func {
    let Shape::Tuple(parts) = &vjp.result else { unreachable!("a vjp returns a pair") };
    let mut body = vjp.body.clone();
    body.yields.drain(..parts[0].leaves().len());
    Func { body, result: parts[1].clone(), ..vjp.clone() }
}

/// Takes out what the primal has done already, and must not do twice.
fn drop_effects(block: &mut Block) {
    use crate::ir::EffectFlow;
    block.stmts.retain(|stmt| !matches!(stmt, Stmt::Effect(effect) if effect.flow == EffectFlow::Continues));
    for stmt in &mut block.stmts {
        stmt.regions_mut().into_iter().for_each(drop_effects);
    }
}

/// Where a block stands: only the function's own has headings.
#[derive(Clone, Copy, PartialEq)]
enum Level {
    Function,
    Arm,
}

/// Appends the primal statements of `block`, then their adjoints backwards,
/// starting from what arrives at its yields.
///
/// Where the block ends in an `If`, nothing of the primal comes after it: its
/// arms take primal and adjoint together, and save nothing for each other.
fn sweep(cx: &mut Reverse<'_>, block: &Block, incoming: &[Option<Derivative>], level: Level) {
    for (atom, derivative) in block.yields.iter().zip(incoming) {
        if let Some(derivative) = derivative {
            accumulate(cx, *atom, *derivative);
        }
    }
    let (rest, last) = match block.stmts.split_last() {
        Some((Stmt::If(last), rest)) if last.dst.iter().any(|w| cx.bar.contains_key(w)) => (rest, Some(last)),
        _ => (&block.stmts[..], None),
    };
    for stmt in rest {
        cx.out.push(stmt.clone());
    }
    if let Some(branch) = last {
        whole_if(cx, branch);
    }
    if level == Level::Function {
        cx.out.push(Stmt::Section("Adjoint sweep."));
    }
    backwards(cx, rest);
}

fn backwards(cx: &mut Reverse<'_>, stmts: &[Stmt]) {
    for stmt in stmts.iter().rev() {
        match stmt {
            Stmt::Apply(apply) => apply_adjoint(cx, apply),
            Stmt::Call(call) => call_adjoint(cx, call),
            Stmt::If(branch) => if_adjoint(cx, branch),
            // What is run for its effect has no adjoint.
            Stmt::Effect(_) | Stmt::Probe(_) | Stmt::Section(_) => {}
        }
    }
}

/// `w̄ += term`, if the derivative of the result with respect to `w` matters.
fn accumulate(cx: &mut Reverse<'_>, atom: Atom, term: Derivative) {
    if let Some(value) = atom.value()
        && cx.activity.is_active(value)
        && term.atom != Atom::ZERO
    {
        cx.bar.entry(value).or_default().push(term.with_sign_of(atom));
    }
}

/// The adjoint of a value, complete: it gets its name, and leaves the table.
fn take(cx: &mut Reverse<'_>, value: Value) -> Option<Derivative> {
    let terms = cx.bar.remove(&value)?;
    let kind = cx.out.kind(value);
    let total = sum(&mut cx.out, &terms, kind)?;
    let name = cx.out.name(value).map(|name| format!("{name}_bar"));
    let atom = name.map_or(total.atom, |name| cx.out.name_result(total.atom, &name));
    if cx.observe == Observe::Everything && cx.out.values[value.index()].number.is_some() {
        cx.out.push(Stmt::Probe(Probe { of: Observed::Adjoint, subject: value, atom }));
    }
    Some(Derivative { atom, ..total })
}

fn apply_adjoint(cx: &mut Reverse<'_>, apply: &Apply) {
    let Some(incoming) = take(cx, apply.dst) else { return };
    if matches!(apply.op, Op::Cast(_)) {
        // The adjoint of a cast is the cast back.
        if let Some(source) = apply.args[0].value() {
            let kind = cx.out.kind(source);
            let atom = cx.out.apply(Op::Cast(kind), vec![incoming.atom], kind);
            accumulate(cx, apply.args[0], Derivative { atom, ..incoming });
        }
        return;
    }
    let kind = cx.out.kind(apply.dst);
    for (operand, partial) in partials(&mut cx.out, cx.rules, apply) {
        if cx.activity.is_active(operand) {
            let term = product(&mut cx.out, incoming, partial, kind);
            // The sign of the operand is in the partial.
            accumulate(cx, operand.into(), term);
        }
    }
}

fn call_adjoint(cx: &mut Reverse<'_>, call: &Call) {
    if let Shape::Tuple(parts) = &call.dst
        && let Some(Shape::Leaf(result)) = parts.first()
        && let Some(partials) = cx.calls.get(result).cloned()
    {
        let Some(incoming) = take(cx, *result) else { return };
        for (operand, partial) in partials {
            let Some(value) = operand.value() else { continue };
            if cx.activity.is_active(value) {
                let kind = cx.out.kind(value);
                let term = product(&mut cx.out, incoming, partial, kind);
                accumulate(cx, operand, term);
            }
        }
        return;
    }
    if !call.dst.leaves().into_iter().any(|w| cx.bar.contains_key(w)) {
        return;
    }
    let cotangent = call
        .dst
        .owned()
        .filter_map(&mut |w| cx.out.kind(*w).is_float().then(|| take(cx, *w).map_or(Atom::ZERO, |d| d.atom)));
    let mut args = call.args.clone();
    args.push(cotangent);
    let (dst, adjoints) = calls::cotangents(&mut cx.out, call);
    cx.out.push(Stmt::Call(Call {
        dst,
        callee: call.callee.clone(),
        companion: format!("{}_adjoint", call.companion),
        args,
        origin: call.origin.clone(),
    }));
    for (operand, adjoint) in adjoints {
        accumulate(cx, operand, Derivative { atom: adjoint.atom, growth: adjoint.growth });
    }
}

/// What an arm adds to the adjoints of the values around it.
struct ArmAdjoint {
    stmts: Vec<Stmt>,
    bar: Adjoints,
}

/// Runs `sweep_arm` in an arm of its own.
fn arm(cx: &mut Reverse<'_>, sweep_arm: impl FnOnce(&mut Reverse<'_>)) -> ArmAdjoint {
    let stmts = std::mem::take(&mut cx.out.stmts);
    let bar = std::mem::take(&mut cx.bar);
    sweep_arm(cx);
    ArmAdjoint { stmts: std::mem::replace(&mut cx.out.stmts, stmts), bar: std::mem::replace(&mut cx.bar, bar) }
}

/// The adjoint of an `If` in the middle: an `If` on the same condition whose
/// arms are the adjoints of its arms.
fn if_adjoint(cx: &mut Reverse<'_>, branch: &If) {
    let incoming: Vec<_> = branch.dst.iter().map(|w| take(cx, *w)).collect();
    if incoming.iter().all(Option::is_none) {
        return;
    }
    let arms = [&branch.then, &branch.orelse].map(|block| {
        arm(cx, |cx| {
            for (atom, derivative) in block.yields.iter().zip(&incoming) {
                if let Some(derivative) = derivative {
                    accumulate(cx, *atom, *derivative);
                }
            }
            backwards(cx, &block.stmts);
        })
    });
    write_if(cx, branch, arms, &[], [Vec::new(), Vec::new()]);
}

/// An `If` at the end of a block: primal and adjoint of each arm together.
fn whole_if(cx: &mut Reverse<'_>, branch: &If) {
    let incoming: Vec<_> = branch.dst.iter().map(|w| take(cx, *w)).collect();
    let arms = [&branch.then, &branch.orelse].map(|block| arm(cx, |cx| sweep(cx, block, &incoming, Level::Arm)));
    let yields = [branch.then.yields.clone(), branch.orelse.yields.clone()];
    write_if(cx, branch, arms, &branch.dst, yields);
}

/// Writes the `If` that yields `yields` into `dst`, and besides what its arms
/// add to the adjoints of the values around it.
fn write_if(cx: &mut Reverse<'_>, branch: &If, arms: [ArmAdjoint; 2], dst: &[Value], yields: [Vec<Atom>; 2]) {
    let touched: BTreeSet<Value> = arms.iter().flat_map(|arm| arm.bar.keys()).copied().collect();
    let mut dst = dst.to_vec();
    let mut contributions = Vec::new();
    for value in &touched {
        let name = cx.out.name(*value).map(|name| format!("{name}_bar"));
        let contribution = cx.out.fresh(cx.out.kind(*value), name);
        dst.push(contribution);
        let growth = arms.iter().filter_map(|arm| arm.bar.get(value)).flatten().map(|d| d.growth).max();
        contributions.push((*value, contribution, growth.unwrap_or(Growth::Tame)));
    }
    let primal = [&branch.then, &branch.orelse];
    let mut blocks = arms.into_iter().zip(yields).zip(primal).map(|((mut arm, mut yields), primal)| {
        let outer = std::mem::replace(&mut cx.out.stmts, std::mem::take(&mut arm.stmts));
        for value in &touched {
            let kind = cx.out.kind(*value);
            let total = arm.bar.get(value).and_then(|terms| sum(&mut cx.out, terms, kind));
            let absent = if primal.diverges() { Atom::Undef } else { Atom::ZERO };
            yields.push(total.map_or(absent, |d| d.atom));
        }
        Block { stmts: std::mem::replace(&mut cx.out.stmts, outer), yields }
    });
    let (then, orelse) = (blocks.next().expect("two arms"), blocks.next().expect("two arms"));
    drop(blocks);
    if dst.is_empty() {
        return;
    }
    cx.out.push(Stmt::If(If { dst, cond: branch.cond, then, orelse, origin: branch.origin.clone() }));
    for (value, contribution, growth) in contributions {
        cx.bar.entry(value).or_default().push(Derivative { atom: contribution.into(), growth });
    }
}
