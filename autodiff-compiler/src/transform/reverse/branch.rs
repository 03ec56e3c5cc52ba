//! The adjoint of an `If`: an `If` on the same condition.

use super::super::product::{Derivative, Extremes, total};
use super::exclusive::exclusive;
use super::replay::{self, Twins};
use super::{Adjoints, Level, Reverse, accumulate, backwards, memory, sum, sweep, take};
use crate::ir::{Atom, Block, Change, If, Origin, Stmt, Value};
use std::collections::BTreeSet;

/// What an arm adds to the adjoints of the values around it.
pub(super) struct ArmAdjoint {
    pub(super) stmts: Vec<Stmt>,
    pub(super) bar: Adjoints,
}

/// Runs `sweep_arm` in an arm of its own.
pub(super) fn arm(cx: &mut Reverse<'_>, sweep_arm: impl FnOnce(&mut Reverse<'_>)) -> ArmAdjoint {
    let stmts = std::mem::take(&mut cx.out.stmts);
    let bar = std::mem::take(&mut cx.bar);
    let here = cx.here.clone();
    sweep_arm(cx);
    cx.here = here;
    ArmAdjoint { stmts: std::mem::replace(&mut cx.out.stmts, stmts), bar: std::mem::replace(&mut cx.bar, bar) }
}

/// The adjoint of an `If` in the middle: an `If` on the same condition whose
/// arms are the adjoints of its arms, and of what only they use of the
/// statements before it.
pub(super) fn adjoint(cx: &mut Reverse<'_>, branch: &If, before: &[Stmt]) {
    let incoming: Vec<_> = branch.dst.iter().map(|w| take(cx, *w)).collect();
    let is_idle = |block: &Block| block.diverges() || !changes_memory(cx, block);
    if incoming.iter().all(Option::is_none) && is_idle(&branch.then) && is_idle(&branch.orelse) {
        return;
    }
    let arms = arms(cx, branch, before, |cx, block| side(cx, block, &incoming));
    write_if(cx, &Head::of(branch), arms, &[], [Vec::new(), Vec::new()]);
}

/// The adjoints of both arms: each by `sweep_arm`, then of what it alone uses.
fn arms(
    cx: &mut Reverse<'_>,
    branch: &If,
    before: &[Stmt],
    mut sweep_arm: impl FnMut(&mut Reverse<'_>, &Block),
) -> [ArmAdjoint; 2] {
    let [then, orelse] = exclusive(cx, branch, before);
    [(&branch.then, then), (&branch.orelse, orelse)].map(|(block, own)| {
        arm(cx, |cx| {
            sweep_arm(cx, block);
            own.iter().for_each(|i| super::adjoint(cx, &before[*i], &[]));
        })
    })
}

/// The adjoint of one arm. One that makes memory or loops is run again first;
/// of any other, `restore` fetches value by value what its adjoint reads. One that leaves the function has
/// none: the adjoint sweep is not reached from there.
fn side(cx: &mut Reverse<'_>, block: &Block, incoming: &[Option<Derivative>]) {
    if block.diverges() {
        return;
    }
    let mut twins = Twins::new();
    let stmts = if has_regions(cx, block) {
        let copies = replay::replay(cx, &mut twins, &block.stmts);
        memory::declare(cx, &copies);
        copies
    } else {
        block.stmts.clone()
    };
    for (atom, derivative) in block.yields.iter().zip(incoming) {
        if let Some(derivative) = derivative {
            accumulate(cx, atom.renamed(&twins), *derivative);
        }
    }
    backwards(cx, &stmts);
}

/// Whether a derivative may pass through the block by way of memory.
fn changes_memory(cx: &Reverse<'_>, block: &Block) -> bool {
    block.any(|stmt| !stmt.effects(&cx.out.values).changes.is_empty())
}

/// Whether there is something in the block that ends with it, or that a callee has
/// by `&mut`.
fn has_regions(cx: &Reverse<'_>, block: &Block) -> bool {
    block.any(|stmt| {
        let effects = stmt.effects(&cx.out.values);
        let is_passed = effects.changes.iter().any(|changed| changed.how == Change::Unknown);
        stmt.runs_again() || !effects.makes.is_empty() || is_passed
    })
}

/// An `If` at the end of a block: primal and adjoint of each arm together.
pub(super) fn whole(cx: &mut Reverse<'_>, branch: &If, before: &[Stmt]) {
    let incoming: Vec<_> = branch.dst.iter().map(|w| take(cx, *w)).collect();
    let arms = arms(cx, branch, before, |cx, block| sweep(cx, block, &incoming, Level::Arm));
    let yields = [branch.then.yields.clone(), branch.orelse.yields.clone()];
    write_if(cx, &Head::of(branch), arms, &branch.dst, yields);
}

/// An `If` of the adjoint sweep alone, on a condition of its own.
pub(super) fn choose(
    cx: &mut Reverse<'_>,
    cond: Atom,
    then: impl FnOnce(&mut Reverse<'_>),
    orelse: impl FnOnce(&mut Reverse<'_>),
) {
    let arms = [arm(cx, then), arm(cx, orelse)];
    let head = Head { cond, origin: cx.out.here(), diverges: [false, false] };
    write_if(cx, &head, arms, &[], [Vec::new(), Vec::new()]);
}

/// What an `If` of the adjoint sweep decides on, and which arms of its primal
/// are not left.
struct Head {
    cond: Atom,
    origin: Origin,
    diverges: [bool; 2],
}

impl Head {
    fn of(branch: &If) -> Head {
        let diverges = [branch.then.diverges(), branch.orelse.diverges()];
        Head { cond: branch.cond, origin: branch.origin.clone(), diverges }
    }
}

/// Writes the `If` that yields `yields` into `dst`, and besides what its arms
/// add to the adjoints of the values around it.
fn write_if(cx: &mut Reverse<'_>, head: &Head, arms: [ArmAdjoint; 2], dst: &[Value], yields: [Vec<Atom>; 2]) {
    let touched: BTreeSet<Value> = arms.iter().flat_map(|arm| arm.bar.keys()).copied().collect();
    let mut dst = dst.to_vec();
    let mut contributions = Vec::new();
    for value in &touched {
        let name = cx.out.name(*value).map(|name| format!("{name}_bar"));
        let contribution = cx.out.fresh(cx.out.kind(*value), name);
        dst.push(contribution);
        contributions.push((*value, contribution, extremes(&arms, head.diverges, *value)));
    }
    let mut blocks = arms.into_iter().zip(yields).zip(head.diverges).map(|((mut arm, mut yields), diverges)| {
        let outer = std::mem::replace(&mut cx.out.stmts, std::mem::take(&mut arm.stmts));
        for value in &touched {
            let kind = cx.out.kind(*value);
            let total = arm.bar.get(value).and_then(|terms| sum(&mut cx.out, terms, kind));
            let absent = if diverges { Atom::Undef } else { Atom::ZERO };
            yields.push(total.map_or(absent, |d| d.atom(&mut cx.out, kind)));
        }
        Block { stmts: std::mem::replace(&mut cx.out.stmts, outer), yields }
    });
    let (mut then, mut orelse) = (blocks.next().expect("two arms"), blocks.next().expect("two arms"));
    drop(blocks);
    let added = without_agreement(&mut dst, [&mut then, &mut orelse], contributions);
    if !dst.is_empty() || !then.stmts.is_empty() || !orelse.stmts.is_empty() {
        cx.out.push(Stmt::If(If { dst, cond: head.cond, then, orelse, origin: head.origin.clone() }));
    }
    for (value, atom, extremes) in added {
        cx.bar.entry(value).or_default().push(Derivative::new(atom, extremes));
    }
}

/// What is added to the adjoint of each value. Where both arms add the same, it is no choice: a
/// sum to which one of them adds a term hands its adjoint on, whichever of them runs.
///
/// ```text
/// w5_bar, w4_bar = if w3        w4_bar = if w3
///     yield w7_bar, w7_bar          yield w7_bar
/// else                          else
///     yield w7_bar, 0.0             yield 0.0       // and w5_bar is w7_bar
/// ```
fn without_agreement(
    dst: &mut Vec<Value>,
    [then, orelse]: [&mut Block; 2],
    contributions: Vec<(Value, Value, Extremes)>,
) -> Vec<(Value, Atom, Extremes)> {
    let mut at = dst.len() - contributions.len();
    let mut added = Vec::new();
    for (value, contribution, extremes) in contributions {
        if then.yields[at] == orelse.yields[at] {
            dst.remove(at);
            orelse.yields.remove(at);
            added.push((value, then.yields.remove(at), extremes));
        } else {
            at += 1;
            added.push((value, contribution.into(), extremes));
        }
    }
    added
}

/// What the arms add to the adjoint of a value: an arm that adds nothing has
/// thrown the value away.
fn extremes(arms: &[ArmAdjoint; 2], diverges: [bool; 2], value: Value) -> Extremes {
    let each = arms.iter().zip(diverges).filter_map(|(arm, diverges)| match arm.bar.get(&value) {
        Some(terms) => total(terms),
        None => (!diverges).then(|| Extremes::TAME.masked()),
    });
    each.reduce(Extremes::or).unwrap_or(Extremes::TAME)
}
