//! The adjoint of a loop over segments: an iteration runs its segment once more, and then the
//! adjoint of that.
//!
//! The segment begins with what the primal sweep has kept: what the loop carries, and copies of
//! the memory that it changes. It runs on copies of these, so that all that it computes is of its
//! own, and what its adjoint reads is recorded for as long as one segment is.
//!
//! ```text
//! w9 = for s in 0..n carrying p = w1        b = for s in (0..n).rev() carrying b = w9_bar
//!     w3_was = new copy w3                      w3' = new copy w3_was       // of that segment
//!     w8 = for w4 in i..j carrying w5 = p       w8' = for w4 in i..j carrying w5' = p
//!         ..                                        ..
//!     yield w8                                  b' = for w4 in (i..j).rev() carrying b' = b
//!                                                   ..
//!                                               yield b'
//! ```
//!
//! The memory of the segment has the shadow of what it is a copy of.

use super::replay::{self, Twins};
use super::{Derivative, Reverse, accumulate, call, loops};
use crate::ir::{Access, Atom, Block, Control, EffectFlow, Init, Kind, Loop, New, Place, Repeat, Stmt, Value};
use crate::transform::checkpoint::renamed;
use std::collections::{BTreeMap, BTreeSet};

/// Writes the segment of this number, and its adjoint.
pub(super) fn run(cx: &mut Reverse<'_>, repeat: &Loop, index: Value, arriving: &[(usize, Derivative)]) {
    // Behind the segment nothing but its number is counted.
    let of_segment = |stmt: &Stmt| matches!(stmt, Stmt::Loop(_));
    let at = repeat.body.stmts.iter().rposition(of_segment).expect("a segment is a loop");
    let (before, Stmt::Loop(inner)) = (&repeat.body.stmts[..at], &repeat.body.stmts[at]) else { return };
    let mut names = Twins::new();
    match &repeat.control {
        Control::For(range) => {
            names.insert(range.index, index.into());
            cx.note_twin(index, range.index);
        }
        Control::While { counter, .. } => names.extend(counter.map(|counter| (counter, index.into()))),
    }
    let before = replay::replay(cx, &mut names, before);
    let memory = before.iter().filter_map(|stmt| own_memory(cx, stmt)).collect();
    let begin = cx.out.stmts.len();
    let own = renamed(&mut cx.out, &cx.roots, &memory, &inner.body);
    for (handle, again) in &own {
        again.value().into_iter().for_each(|again| cx.note_run(again, *handle));
    }
    let views = cx.out.stmts.split_off(begin);
    views.iter().for_each(|view| cx.meet_view(view));
    cx.out.stmts.extend(views);
    names.extend(own);
    let kept = kept(cx, inner);
    let inner = once_more(cx, (names, &kept), inner);
    for (k, derivative) in arriving {
        accumulate(cx, inner.carried[*k].dst.into(), *derivative);
    }
    let mut again = inner.clone();
    leave_out(cx, &kept, &mut again.body);
    cx.out.push(Stmt::Loop(again));
    loops::adjoint(cx, &inner);
}

/// A copy of the memory that the segment began with, and what it is a copy of.
fn own_memory(cx: &mut Reverse<'_>, stmt: &Stmt) -> Option<(Value, Value)> {
    let Stmt::New(New { dst: kept, init: Init::Copy(of), .. }) = stmt else { return None };
    let root = of.base;
    let (kind, name) = (cx.out.kind(*kept), cx.out.name(root).map(str::to_owned));
    let own = cx.out.fresh(kind, name);
    cx.note_run(own, root);
    cx.out.make(own, Init::Copy(Place::whole(*kept)));
    cx.here.insert(own);
    if let Some(shadow) = cx.shadows.get(&root).copied() {
        cx.shadows.insert(own, shadow);
    }
    Some((root, own))
}

/// The loop as its adjoint sees it, all of whose values are new ones but those of code that runs
/// once: these are recorded in the primal sweep.
fn once_more(cx: &mut Reverse<'_>, (mut names, kept): (Twins, &BTreeSet<Value>), inner: &Loop) -> Loop {
    let mut again = Block { stmts: vec![Stmt::Loop(inner.clone())], yields: Vec::new() };
    let mut all = Vec::new();
    again.visit(&mut |stmt| all.extend([stmt.defines(), stmt.params()].concat()));
    let mut fresh = BTreeMap::new();
    for w in all.into_iter().filter(|w| !kept.contains(w)) {
        let info = cx.out.values[w.index()].clone();
        let value = cx.out.fresh(info.kind, info.name);
        cx.out.values[value.index()].access = Access::Again;
        cx.note_run(value, w);
        fresh.insert(w, value);
    }
    names.extend(fresh.iter().map(|(from, to)| (*from, Atom::Value(*to))));
    again.map_atoms(&mut |atom| atom.renamed(&names));
    define(&mut again, &fresh);
    partials(cx, &names, &fresh);
    again.visit(&mut |stmt| cx.meet_view(stmt));
    let Some(Stmt::Loop(again)) = again.stmts.pop() else { unreachable!("it is the copy of a loop") };
    again
}

/// The values that are of the primal sweep: those of code that runs once, and what is read of
/// values of foreign types among them, which cannot be copied.
fn kept(cx: &Reverse<'_>, inner: &Loop) -> BTreeSet<Value> {
    let mut kept = BTreeSet::new();
    inner.body.visit(&mut |stmt| {
        let is_part = |atom: &Atom| atom.value().is_some_and(|w| cx.out.kind(w) == Kind::Opaque && kept.contains(&w));
        if runs_once(cx, stmt) || (matches!(stmt, Stmt::Apply(_)) && stmt.operands().iter().any(is_part)) {
            kept.extend(stmt.defines());
        }
    });
    kept
}

/// Whether a statement is not to run again: what is shown, code that is not looked into, a callee
/// that gives nothing with a derivative, or that may have been told something by its receiver. Any
/// other callee runs again, as one on memory does in its own adjoint.
fn runs_once(cx: &Reverse<'_>, stmt: &Stmt) -> bool {
    match stmt {
        Stmt::Effect(effect) => effect.flow == EffectFlow::Continues,
        Stmt::Apply(_) => stmt.effects(&cx.out.values).repeat == Repeat::Never,
        Stmt::Call(call) if call::preaccumulated_result(cx, call).is_some() => call.callee.may_keep(),
        _ => call::is_asked_once(cx, stmt),
    }
}

/// The block without what has run in the primal sweep, and is not to run again.
fn leave_out(cx: &Reverse<'_>, kept: &BTreeSet<Value>, block: &mut Block) {
    block.stmts.retain(|stmt| !runs_once(cx, stmt) && !stmt.defines().iter().any(|w| kept.contains(w)));
    for stmt in &mut block.stmts {
        stmt.regions_mut().into_iter().for_each(|region| leave_out(cx, kept, region));
    }
}

/// Renames what the block defines. Its accesses have been made before.
fn define(block: &mut Block, fresh: &BTreeMap<Value, Value>) {
    for stmt in &mut block.stmts {
        stmt.map_definitions(&mut |w| fresh.get(&w).copied().unwrap_or(w));
        stmt.places_mut().into_iter().for_each(|place| place.access = Access::Again);
        stmt.regions_mut().into_iter().for_each(|region| define(region, fresh));
    }
}

/// The partials of a call are those of the call that has run again.
fn partials(cx: &mut Reverse<'_>, names: &Twins, fresh: &BTreeMap<Value, Value>) {
    for (result, again) in fresh {
        let Some(mut partials) = cx.calls.get(result).cloned() else { continue };
        for (operand, partial) in &mut partials {
            *operand = operand.renamed(names);
            partial.atom = partial.atom.renamed(names);
        }
        cx.calls.insert(*again, partials);
    }
}
