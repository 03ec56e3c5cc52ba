//! Checkpoints of a loop whose iterations nobody has counted: a `while`, a `for` that is left early.
//!
//! A segment ends after so many iterations, or where the loop does. Whether the loop goes on is
//! asked once, as without segments: at the end of an iteration, for the next one.
//!
//! ```text
//! w9 = while w6 carrying w5 = w1        g = ..                              // w6, of w1
//!     ..                                w9 = while g carrying p = w1, g
//!     yield w7                              w3_was = new copy w3
//!                                           w9' = while g' && j < k carrying w5 = p, g', j = 0
//!                                               ..
//!                                               yield w7, ..                // w6, of w7
//!                                           yield w9', g'
//! ```

use super::{Split, USIZE, around, copy, unchecked};
use crate::ir::{Atom, Block, Carried, Checkpoints, Comparison, Control, IntOp, Kind, Loop, LoopId, Op, Stmt, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Writes the loop over the segments of a loop, of so many iterations each.
pub(super) fn segments(cx: &mut Split, mut repeat: Loop, length: Atom, changed: &BTreeSet<Value>) {
    let Control::While { cond, .. } = repeat.control.clone() else { unreachable!("it is not counted") };
    let goes = asked_before(cx, &repeat, &cond);
    let mut carried: Vec<Carried> = repeat.carried.iter().map(|c| around(&mut cx.out, *c)).collect();
    let [go, go_on] = [(); 2].map(|()| cx.out.temp(Kind::Bool));
    carried.push(Carried { param: go, init: goes, dst: go_on });
    for (c, around) in repeat.carried.iter_mut().zip(&carried) {
        let kind = cx.out.kind(c.dst);
        *c = Carried { param: c.param, init: around.param.into(), dst: cx.out.temp(kind) };
    }
    let (id, origin) = (LoopId(cx.loops), repeat.origin.clone());
    cx.loops += 1;
    let outer = std::mem::take(&mut cx.out.stmts);
    for root in changed {
        copy(cx, *root);
    }
    inner(cx, &mut repeat, (go.into(), length), &cond);
    let yields = repeat.carried[..carried.len()].iter().map(|c| c.dst.into()).collect();
    cx.out.push(Stmt::Loop(repeat));
    let body = Block { stmts: std::mem::replace(&mut cx.out.stmts, outer), yields };
    let cond = Block { stmts: Vec::new(), yields: vec![go.into()] };
    let control = Control::While { cond, counter: None };
    cx.out.push(Stmt::Loop(Loop { id, control, carried, body, checkpoints: Checkpoints::Segments, origin }));
}

/// Whether there is a first iteration.
fn asked_before(cx: &mut Split, repeat: &Loop, cond: &Block) -> Atom {
    let mut names: BTreeMap<Value, Atom> = repeat.carried.iter().map(|c| (c.param, c.init)).collect();
    let mut defined = Vec::new();
    cond.visit(&mut |stmt| defined.extend([stmt.defines(), stmt.params()].concat()));
    let fresh: BTreeMap<Value, Value> =
        defined.into_iter().map(|w| (w, cx.out.fresh(cx.out.kind(w), cx.out.name(w).map(str::to_owned)))).collect();
    names.extend(fresh.iter().map(|(w, fresh)| (*w, Atom::Value(*fresh))));
    let mut first = cond.clone();
    first.map_atoms(&mut |atom| atom.renamed(&names));
    define(&mut first, &fresh);
    cx.out.stmts.extend(first.stmts);
    first.yields[0]
}

fn define(block: &mut Block, fresh: &BTreeMap<Value, Value>) {
    for stmt in &mut block.stmts {
        stmt.map_definitions(&mut |w| fresh.get(&w).copied().unwrap_or(w));
        stmt.regions_mut().into_iter().for_each(|region| define(region, fresh));
    }
}

/// Makes the loop that of one segment: it carries whether it goes on, and how far it is.
fn inner(cx: &mut Split, repeat: &mut Loop, (goes, length): (Atom, Atom), cond: &Block) {
    let names = repeat.carried.iter().map(|c| c.param).zip(repeat.body.yields.iter().copied()).collect();
    let mut next = cond.clone();
    next.map_atoms(&mut |atom| atom.renamed(&names));
    let [go, done] = [Kind::Bool, USIZE].map(|kind| (cx.out.temp(kind), cx.out.temp(kind)));
    repeat.carried.push(Carried { param: go.0, init: goes, dst: go.1 });
    repeat.carried.push(Carried { param: done.0, init: Atom::Int(0), dst: done.1 });
    let outer = std::mem::take(&mut cx.out.stmts);
    let is_left = unchecked(&mut cx.out, Op::Compare(Comparison::Lt), vec![done.0.into(), length], Kind::Bool);
    let both = unchecked(&mut cx.out, Op::And, vec![go.0.into(), is_left], Kind::Bool);
    let stmts = std::mem::take(&mut cx.out.stmts);
    repeat.control = Control::While { cond: Block { stmts, yields: vec![both] }, counter: None };
    let counted = unchecked(&mut cx.out, Op::Int(IntOp::Add), vec![done.0.into(), Atom::Int(1)], USIZE);
    repeat.body.stmts.extend(next.stmts);
    repeat.body.stmts.append(&mut cx.out.stmts);
    repeat.body.yields.extend([next.yields[0], counted]);
    repeat.checkpoints = Checkpoints::Iterations;
    cx.out.stmts = outer;
}
