//! Dead code elimination: what nothing reads is not computed.
//!
//! What can panic or be seen (a call, an integer operation, foreign code, an
//! access of the user's, an effect) stays, as in the user's function.
//!
//! ```text
//! t4 = cos w1
//! t5 = mul t4, w2    t5 = mul t4, w2     // kept: yielded
//! t6 = mul t4, w3                        // gone
//! yield t5
//! ```

use super::{OpenAdjoint, Repeats};
use crate::analysis::{Roots, roots};
use crate::ir::{Atom, Block, Carried, Control, Func, If, Loop, Record, Set, Stmt, Value, ValueInfo};
use std::collections::{BTreeMap, BTreeSet};

/// Removes the statements, and the yields of branches and loops, that nothing
/// reads.
pub(crate) fn dce(func: Func) -> Func {
    dce_without(func, &BTreeSet::new())
}

/// The same where nobody sees what becomes of these parameters.
pub(crate) fn dce_without(func: Func, unseen: &BTreeSet<Value>) -> Func {
    let outside = func.all_param_values().into_iter().filter(|w| !unseen.contains(w)).collect();
    run(func, Stage::Closed, (None, outside))
}

/// The same before `restore`, which will ask for the numbers of iterations.
pub(crate) fn dce_open(open: OpenAdjoint) -> OpenAdjoint {
    let outside = open.func.all_param_values().into_iter().collect();
    OpenAdjoint { func: run(open.func, Stage::Open, (None, outside)), ..open }
}

/// The same before a pass that reads of the primal what the adjoint computes again: the
/// primal still computes that.
pub(crate) fn dce_before_sharing(open: OpenAdjoint) -> OpenAdjoint {
    let outside = open.func.all_param_values().into_iter().collect();
    OpenAdjoint { func: run(open.func, Stage::Open, (Some(&open.repeats), outside)), ..open }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Open,
    Closed,
}

struct Liveness<'f> {
    stage: Stage,
    /// Of what is computed again: what is to be live with it.
    repeats: Option<&'f Repeats>,
    values: &'f [ValueInfo],
    roots: Roots,
    /// Memory that the caller sees.
    outside: Set,
    live: Set,
}

fn run(mut func: Func, stage: Stage, (repeats, outside): (Option<&Repeats>, Set)) -> Func {
    let roots = roots(&func);
    let mut values = std::mem::take(&mut func.values);
    let mut cx = Liveness { stage, repeats, values: &values, roots, outside, live: Set::default() };
    // Before `restore`, an adjoint reads values that are out of scope, and loops
    // hand values on to themselves: liveness runs to a fixed point.
    loop {
        let before = cx.live.len();
        mark(&mut cx, &func.body, &func.body.yields);
        if cx.live.len() == before {
            break;
        }
    }
    sweep(&cx, &mut func.body);
    if stage == Stage::Closed {
        super::ones::ones(&mut values, &mut func.body);
    }
    func.values = values;
    func
}

fn read(cx: &mut Liveness<'_>, atoms: &[Atom]) {
    let values = atoms.iter().filter_map(|a| a.value());
    for value in values.flat_map(|w| [Some(w), cx.repeats.and_then(|repeats| repeats.get(&w).copied())]).flatten() {
        cx.live.insert(value);
        // Who reads a part reads the memory.
        let root = cx.roots.root(value);
        cx.live.insert(root);
    }
}

fn mark(cx: &mut Liveness<'_>, block: &Block, yields: &[Atom]) {
    read(cx, yields);
    for stmt in block.stmts.iter().rev() {
        if !is_needed(cx, stmt) {
            continue;
        }
        match stmt {
            Stmt::If(If { dst, cond, then, orelse, .. }) => {
                read(cx, &[*cond]);
                for arm in [then, orelse] {
                    let pairs = dst.iter().zip(&arm.yields);
                    let yields: Vec<_> = pairs.filter(|(w, _)| cx.live.contains(**w)).map(|(_, a)| *a).collect();
                    mark(cx, arm, &yields);
                }
            }
            Stmt::Loop(repeat) => mark_loop(cx, repeat),
            _ => read(cx, &stmt.operands()),
        }
    }
}

fn mark_loop(cx: &mut Liveness<'_>, repeat: &Loop) {
    match &repeat.control {
        Control::For(range) => read(cx, &[range.from, range.to]),
        Control::While { cond, counter } => {
            if let (Some(counter), Stage::Open) = (counter, cx.stage) {
                cx.live.insert(*counter);
            }
            mark(cx, cond, &cond.yields);
        }
    }
    let mut yields = Vec::new();
    for (carried, next) in repeat.carried.iter().zip(&repeat.body.yields) {
        if is_carried(cx, carried) {
            read(cx, &[carried.init]);
            yields.push(*next);
        }
    }
    mark(cx, &repeat.body, &yields);
}

fn is_carried(cx: &Liveness<'_>, carried: &Carried) -> bool {
    cx.live.contains(carried.dst) || cx.live.contains(carried.param)
}

/// Whether the memory at a handle is read by anybody.
fn is_memory_live(cx: &Liveness<'_>, handle: Value) -> bool {
    let root = cx.roots.root(handle);
    cx.live.contains(root) || cx.outside.contains(root)
}

fn is_needed(cx: &Liveness<'_>, stmt: &Stmt) -> bool {
    // The quickest question first.
    if stmt.defines().iter().any(|w| cx.live.contains(*w)) {
        return true;
    }
    let effects = stmt.effects(cx.values);
    effects.must_run()
        || effects.changes.iter().any(|changed| is_memory_live(cx, changed.handle))
        // Before `restore`, what a loop carries may be read from elsewhere.
        || effects.flows.iter().any(|flow| cx.live.contains(flow.to))
        || stmt.regions().into_iter().any(|region| region.stmts.iter().any(|stmt| is_needed(cx, stmt)))
}

fn retain<T>(list: &mut Vec<T>, keep: &[bool]) {
    let mut keep = keep.iter();
    list.retain(|_| *keep.next().expect("one flag for each"));
}

fn sweep(cx: &Liveness<'_>, block: &mut Block) {
    block.stmts.retain(|stmt| is_needed(cx, stmt));
    for stmt in &mut block.stmts {
        match stmt {
            Stmt::If(branch) => {
                let keep: Vec<bool> = branch.dst.iter().map(|w| cx.live.contains(*w)).collect();
                retain(&mut branch.then.yields, &keep);
                retain(&mut branch.orelse.yields, &keep);
                retain(&mut branch.dst, &keep);
            }
            Stmt::Call(call) if call.record.made().is_some_and(|at| !cx.live.contains(at)) => {
                call.record = Record::None;
            }
            Stmt::Loop(repeat) => {
                let keep: Vec<bool> = repeat.carried.iter().map(|c| is_carried(cx, c)).collect();
                if let Control::While { counter, .. } = &mut repeat.control
                    && counter.is_some_and(|counter| !cx.live.contains(counter))
                {
                    *counter = None;
                }
                retain(&mut repeat.body.yields, &keep);
                retain(&mut repeat.carried, &keep);
            }
            _ => {}
        }
        stmt.regions_mut().into_iter().for_each(|region| sweep(cx, region));
    }
    simplify(block);
}

/// A carried value that comes out of every iteration as it went in is what it
/// was before.
fn simplify(block: &mut Block) {
    let mut same: BTreeMap<Value, Atom> = BTreeMap::new();
    for stmt in &mut block.stmts {
        stmt.map_atoms(&mut |a| a.renamed(&same));
        let Stmt::Loop(repeat) = stmt else { continue };
        // A literal would lose its type in code that is not taken apart.
        let keep = |(c, next): (&Carried, &Atom)| *next != Atom::Value(c.param) || matches!(c.init, Atom::Int(_));
        let keep: Vec<bool> = repeat.carried.iter().zip(&repeat.body.yields).map(keep).collect();
        let mut inside = BTreeMap::new();
        for (carried, _) in repeat.carried.iter().zip(&keep).filter(|(_, keep)| !**keep) {
            inside.insert(carried.param, carried.init);
            same.insert(carried.dst, carried.init);
        }
        retain(&mut repeat.body.yields, &keep);
        retain(&mut repeat.carried, &keep);
        stmt.map_atoms(&mut |a| a.renamed(&inside));
    }
    block.yields.iter_mut().for_each(|a| *a = a.renamed(&same));
}
