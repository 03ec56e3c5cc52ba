//! Checkpoints: a loop becomes a loop over segments of itself, which keeps the state before
//! each.
//!
//! The adjoint of a loop reads what its iterations have computed, from the last one on. With
//! checkpoints nothing of that is kept in the primal sweep but the state before each segment;
//! the adjoint of a segment runs the segment again first ([`super::reverse`]). So the memory is
//! that of the states and of one segment (Griewank & Walther, *Evaluating Derivatives*, 2nd ed.,
//! SIAM 2008, ch. 12). At several levels a segment is split in the same way: of `n` iterations
//! and `l` levels, `l` times the root of degree `l + 1` of `n` states are alive at once, and an
//! iteration runs `l + 1` times before its adjoint.
//!
//! ```text
//! w9 = for w4 in 0..w2 carrying w5 = 1.0      k = segment w2, 1
//!     w6 = load w3[0]                         n = segments w2, k
//!     w7 = mul w5, w6                         w9 = for s in 0..n carrying p = 1.0
//!     store w3[0] = w7                            i = mul s, k
//!     yield w7                                    j = min k, (sub w2, i)
//!                                                 w3_was = new copy w3
//!                                                 w9' = for w4 in i..(add i, j) carrying w5 = p
//!                                                     ..
//!                                                 yield w9'
//! ```
//!
//! What the loop reads and something changes behind it is copied before the loop, and the loop
//! reads the copy.

mod uncounted;

use super::Policy;
use crate::analysis::{Ground, Roots, changed_after, roots};
use crate::ir::{
    Access, Atom, Block, Builder, Carried, Checkpoints, Comparison, Control, Func, Init, IntKind, IntOp, Kind, Limits,
    Loop, LoopId, Op, Order, Place, Range, Stmt, Value,
};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

const USIZE: Kind = Kind::Int(IntKind::Usize);

/// The function with each loop split for which checkpoints are wanted.
pub(crate) fn split(policy: Policy, func: &Func) -> Cow<'_, Func> {
    if policy == Policy::Everything
        || !func.body.any(|stmt| matches!(stmt, Stmt::Loop(repeat) if repeat.checkpoints.are_wanted()))
    {
        return Cow::Borrowed(func);
    }
    let mut cx = Split {
        roots: roots(func),
        states: states(func),
        out: Builder::with_values(func.values.clone()),
        loops: super::loop_count(&func.body),
    };
    let mut body = func.body.clone();
    block(&mut cx, &mut body);
    let split = Func { body, values: cx.out.values, ..func.clone() };
    crate::ir::verify::verify(&split, "checkpoint");
    Cow::Owned(split)
}

struct Split {
    roots: Roots,
    states: BTreeMap<LoopId, State>,
    out: Builder,
    loops: u32,
}

/// The memory that a loop finds around it.
#[derive(Default)]
struct State {
    /// What it changes.
    changed: BTreeSet<Value>,
    /// What it reads alone, and what something changes once it has run.
    lasting: BTreeSet<Value>,
}

/// That of each loop for which checkpoints are wanted.
fn states(func: &Func) -> BTreeMap<LoopId, State> {
    let (ground, later) = (Ground::of(func), changed_after(func));
    let is_memory = |w: &Value| func.kind(*w).memory().is_some();
    let mut states = BTreeMap::new();
    func.body.visit(&mut |stmt| {
        if let Stmt::Loop(repeat) = stmt
            && repeat.checkpoints.are_wanted()
        {
            let touched = ground.touched([stmt]);
            let changed: BTreeSet<Value> = touched.changed().filter(is_memory).collect();
            let lasts = |w: &Value| later[&repeat.id].contains(w) && !changed.contains(w);
            let lasting = touched.looked_at().filter(is_memory).filter(lasts).collect();
            states.insert(repeat.id, State { changed, lasting });
        }
    });
    states
}

fn block(cx: &mut Split, body: &mut Block) {
    let outer = std::mem::take(&mut cx.out.stmts);
    for mut stmt in std::mem::take(&mut body.stmts) {
        let around = cx.out.enter(&stmt);
        match stmt {
            Stmt::Loop(repeat) if repeat.checkpoints.are_wanted() => whole(cx, repeat),
            _ => {
                stmt.regions_mut().into_iter().for_each(|region| block(cx, region));
                cx.out.stmts.push(stmt);
            }
        }
        cx.out.leave(around);
    }
    body.stmts = std::mem::replace(&mut cx.out.stmts, outer);
}

/// Writes a loop as one over its segments.
fn whole(cx: &mut Split, mut repeat: Loop) {
    let State { changed, lasting } = cx.states.remove(&repeat.id).unwrap_or_default();
    let copies = lasting.into_iter().map(|root| (root, copy(cx, root))).collect();
    let names = renamed(&mut cx.out, &cx.roots, &copies, &repeat.body);
    repeat.body.map_atoms(&mut |atom| atom.renamed(&names));
    block(cx, &mut repeat.body);
    match (repeat.control.clone(), repeat.checkpoints) {
        (Control::For(range), _) => {
            let trips = trips(cx, &range);
            segments(cx, repeat, &range, trips, &changed);
        }
        (Control::While { .. }, Checkpoints::Every(count)) => {
            let length = length(&mut cx.out, count);
            uncounted::segments(cx, repeat, length, &changed);
        }
        (Control::While { .. }, _) => unreachable!("it runs a known number of times"),
    }
}

/// A copy of memory as it is now.
fn copy(cx: &mut Split, root: Value) -> Value {
    let memory = cx.out.kind(root).memory().expect("a root is memory");
    let name = cx.out.name(root).map(|name| format!("{name}_was"));
    let copy = cx.out.fresh(memory.owned(), name);
    cx.out.make(copy, Init::Copy(Place::whole(root)));
    copy
}

/// What a block calls memory that is replaced by other memory: its new root, or the same part
/// of that, of which views are written here.
pub(super) fn renamed(
    out: &mut Builder,
    roots: &Roots,
    replaced: &BTreeMap<Value, Value>,
    body: &Block,
) -> BTreeMap<Value, Atom> {
    let mut inside = BTreeSet::new();
    body.visit(&mut |stmt| inside.extend([stmt.defines(), stmt.params()].concat()));
    let mut names: BTreeMap<Value, Atom> = replaced.iter().map(|(from, to)| (*from, (*to).into())).collect();
    let mut handles = BTreeSet::new();
    body.visit_reads(&mut |w| {
        if !inside.contains(&w) && replaced.contains_key(&roots.root(w)) {
            handles.insert(w);
        }
    });
    for handle in handles {
        if names.contains_key(&handle) {
            continue;
        }
        let part = roots.rooted(&Place::whole(handle));
        let (kind, name) = (out.kind(handle), out.name(handle).map(str::to_owned));
        let twin = out.fresh(kind, name);
        out.view(twin, Place { base: replaced[&part.base], access: Access::Again, ..part });
        names.insert(handle, twin.into());
    }
    names
}

/// How often a loop runs.
fn trips(cx: &mut Split, range: &Range) -> Atom {
    let Range { from, to, limits, .. } = *range;
    let kind = cx.out.kind(range.index);
    if from == Atom::Int(0) && kind == USIZE {
        return match limits {
            Limits::HalfOpen => to,
            Limits::Closed => int(&mut cx.out, IntOp::SaturatingAdd, to, Atom::Int(1), USIZE),
        };
    }
    let test = if limits == Limits::Closed { Comparison::Le } else { Comparison::Lt };
    let runs = cx.out.apply(Op::Compare(test), vec![from, to], Kind::Bool);
    let (then, ()) = cx.out.nested(|out| {
        // From a negative number on, the distance need not be a number of the type.
        let mut distance = int(out, IntOp::WrappingSub, to, from, kind);
        for to in kind.unsigned().into_iter().chain([USIZE]).filter(|to| *to != kind) {
            distance = unchecked(out, Op::Cast(to), vec![distance], to);
        }
        let trips = match limits {
            Limits::HalfOpen => distance,
            Limits::Closed => int(out, IntOp::SaturatingAdd, distance, Atom::Int(1), USIZE),
        };
        (vec![trips], ())
    });
    let dst = cx.out.temp(USIZE);
    cx.out.branch(vec![dst], runs, then, Block { stmts: Vec::new(), yields: vec![Atom::Int(0)] });
    dst.into()
}

/// The length of a segment that is given: at least one iteration.
fn length(out: &mut Builder, count: Atom) -> Atom {
    match count {
        Atom::Int(1..) => count,
        count => int(out, IntOp::Max, count, Atom::Int(1), USIZE),
    }
}

/// Writes the loop over the segments of a loop of so many iterations.
fn segments(cx: &mut Split, mut repeat: Loop, range: &Range, trips: Atom, changed: &BTreeSet<Value>) {
    let out = &mut cx.out;
    let (length, inner) = match repeat.checkpoints {
        Checkpoints::Every(count) => (length(out, count), Checkpoints::Iterations),
        Checkpoints::Levels(levels) => {
            let length = int(out, IntOp::Segment, trips, Atom::Int(i128::from(levels)), USIZE);
            let inner = if levels > 1 { Checkpoints::Levels(levels - 1) } else { Checkpoints::Iterations };
            (length, inner)
        }
        Checkpoints::Iterations | Checkpoints::Segments | Checkpoints::Independent => {
            unreachable!("no checkpoints are wanted")
        }
    };
    let length = out.name_result(length, "length");
    let count = int(out, IntOp::Segments, trips, length, USIZE);
    let count = out.name_result(count, "segments");
    let number = out.fresh(USIZE, Some("segment".to_owned()));
    let carried: Vec<Carried> = repeat.carried.iter().map(|c| around(out, *c)).collect();
    for (c, around) in repeat.carried.iter_mut().zip(&carried) {
        let kind = out.kind(c.dst);
        *c = Carried { param: c.param, init: around.param.into(), dst: out.temp(kind) };
    }
    let yields = repeat.carried.iter().map(|c| c.dst.into()).collect();
    let (id, origin) = (LoopId(cx.loops), repeat.origin.clone());
    cx.loops += 1;
    let outer = std::mem::take(&mut cx.out.stmts);
    let done = int(&mut cx.out, IntOp::Mul, number.into(), length, USIZE);
    let left = int(&mut cx.out, IntOp::Sub, trips, done, USIZE);
    let some = int(&mut cx.out, IntOp::Min, length, left, USIZE);
    let part = part(&mut cx.out, range, done, some);
    for root in changed {
        copy(cx, *root);
    }
    repeat.control = Control::For(part.clone());
    repeat.checkpoints = inner;
    if inner.are_wanted() {
        segments(cx, repeat, &part, some, changed);
    } else {
        cx.out.push(Stmt::Loop(repeat));
    }
    let stmts = std::mem::replace(&mut cx.out.stmts, outer);
    let to = Range { index: number, from: Atom::Int(0), to: count, limits: Limits::HalfOpen, order: Order::Up };
    let body = Block { stmts, yields };
    cx.out.push(Stmt::Loop(Loop {
        id,
        control: Control::For(to),
        carried,
        body,
        checkpoints: Checkpoints::Segments,
        origin,
    }));
}

/// What the loop over the segments carries in place of what an iteration does.
fn around(out: &mut Builder, carried: Carried) -> Carried {
    let (kind, name) = (out.kind(carried.param), out.name(carried.param).map(str::to_owned));
    Carried { param: out.fresh(kind, name), ..carried }
}

/// The indices of a segment: so many, when others have been done.
fn part(out: &mut Builder, range: &Range, done: Atom, some: Atom) -> Range {
    let kind = out.kind(range.index);
    let mut of_kind = |count| if kind == USIZE { count } else { unchecked(out, Op::Cast(kind), vec![count], kind) };
    let [done, some] = [done, some].map(&mut of_kind);
    let mut step = |op, from, by| int(out, op, from, by, kind);
    // From a negative number on, a distance need not be a number of the type; behind a bound that
    // is among the indices there need not be one.
    let fits = matches!(range.from, Atom::Int(0..)) && range.limits == Limits::HalfOpen;
    let (add, sub) = if fits { (IntOp::Add, IntOp::Sub) } else { (IntOp::WrappingAdd, IntOp::WrappingSub) };
    let (from, to) = match range.order {
        Order::Up => {
            let from = if range.from == Atom::Int(0) { done } else { step(add, range.from, done) };
            (from, step(add, from, some))
        }
        Order::Down => {
            let to = step(sub, range.to, done);
            (step(sub, to, some), to)
        }
    };
    // The bound that is among the indices is one nearer.
    let (from, to) = match (range.limits, range.order) {
        (Limits::HalfOpen, _) => (from, to),
        (Limits::Closed, Order::Up) => (from, step(sub, to, Atom::Int(1))),
        (Limits::Closed, Order::Down) => (step(add, from, Atom::Int(1)), to),
    };
    Range { from, to, ..range.clone() }
}

fn int(out: &mut Builder, op: IntOp, a: Atom, b: Atom, kind: Kind) -> Atom {
    unchecked(out, Op::Int(op), vec![a, b], kind)
}

/// Arithmetic of counts that fit.
fn unchecked(out: &mut Builder, op: Op, args: Vec<Atom>, kind: Kind) -> Atom {
    let dst = out.temp(kind);
    out.values[dst.index()].access = Access::Again;
    out.define(dst, op, args);
    dst.into()
}
