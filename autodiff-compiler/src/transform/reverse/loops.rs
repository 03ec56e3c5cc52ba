//! The adjoint of a loop: the same iterations backwards.
//!
//! ```text
//! w9 = for w4 in 0..w2 carrying w5 = w1      b = for w4 in (0..w2).rev() carrying b = w9_bar
//!     w6 = sin w5                                t = mul b, cos w5      // w5 of that iteration
//!     yield w6                                   yield t
//! ```
//!
//! The adjoint loop carries the adjoints of what the loop carries, and a sum
//! for each value around it that the body reads. An iteration of it first runs
//! its iteration of the primal again ([`super::replay`]).

use super::branch;
use super::order::{self, Meeting};
use super::replay::{self, Twins};
use super::segment;
use super::winner;
use super::{Adjoints, Derivative, Policy, Reverse, accumulate, backwards, memory, sum, take_settled};
use crate::ir::{
    Atom, Block, Carried, Checkpoints, Control, IntKind, Kind, Limits, Loop, Order, Range, Stmt, Through, Value,
};

pub(super) fn adjoint(cx: &mut Reverse<'_>, repeat: &Loop) {
    match repeat.checkpoints {
        Checkpoints::Segments => mirror(cx, repeat, segment::run),
        _ if winner::adjoint(cx, repeat) => {}
        _ => mirror(cx, repeat, iteration),
    }
}

/// Writes an iteration of the adjoint loop: of the loop, under the number of its own, from what
/// arrives at its yields.
type Iteration = fn(&mut Reverse<'_>, &Loop, Value, &[(usize, Derivative)]);

/// The adjoint loop, of which `run` writes an iteration.
fn mirror(cx: &mut Reverse<'_>, repeat: &Loop, run: Iteration) {
    let active: Vec<(usize, Carried)> =
        repeat.carried.iter().copied().enumerate().filter(|(_, c)| cx.is_active(c.param)).collect();
    let incoming: Vec<_> = active.iter().map(|(_, c)| take_settled(cx, c.dst)).collect();
    if active.is_empty() && !touches(cx, &repeat.body) {
        return;
    }
    let (control, index) = backwards_control(cx, repeat);
    // Inside, the adjoint of each carried value is carried.
    let params: Vec<Derivative> = active
        .iter()
        .zip(&incoming)
        .map(|((_, c), incoming)| {
            let key = cx.original(c.param);
            if let Some((_, extremes)) = incoming {
                cx.growth.meet(key, *extremes);
            }
            let name = cx.out.name(c.param).map(|name| format!("{name}_bar"));
            let param = cx.out.fresh(cx.out.kind(c.param), name);
            Derivative::new(param.into(), cx.growth.assumed(key))
        })
        .collect();
    let mut nexts = Vec::new();
    let arm = branch::arm(cx, |cx| {
        let arriving: Vec<_> = active.iter().zip(&params).map(|((k, _), arriving)| (*k, *arriving)).collect();
        run(cx, repeat, index, &arriving);
        for (_, c) in &active {
            let kind = cx.out.kind(c.param);
            let next = cx.bar.remove(&c.param).and_then(|terms| sum(&mut cx.out, &terms, kind));
            if let Some(next) = next {
                let key = cx.original(c.param);
                cx.growth.meet(key, next.extremes());
            }
            nexts.push(next.map_or(Atom::ZERO, |d| d.atom(&mut cx.out, kind)));
        }
    });
    let mut carried = Vec::new();
    for (((_, c), param), incoming) in active.iter().zip(&params).zip(&incoming) {
        let name = cx.out.name(c.param).map(|name| format!("{name}_bar"));
        let dst = cx.out.fresh(cx.out.kind(c.param), name);
        let param = param.as_atom().and_then(Atom::value).expect("a parameter is a value");
        carried.push(Carried { param, init: incoming.map_or(Atom::ZERO, |(atom, _)| atom), dst });
    }
    let dsts: Vec<_> = carried.iter().map(|c| c.dst).collect();
    let body = Block { stmts: arm.stmts, yields: nexts };
    // The adjoint of a sum is the same in every iteration.
    let steady = carried.iter().zip(&body.yields).all(|(c, next)| *next == Atom::Value(c.param));
    let meeting = if steady { order::meeting(cx, repeat, &body, index) } else { Meeting::InOrder };
    let control = match meeting {
        // Where nothing but the order differs, one of the two switches leaves it.
        Meeting::Nowhere if arm.bar.is_empty() && cx.policy == Policy::Everything => control,
        Meeting::Nowhere | Meeting::InSums => order::forwards(control),
        Meeting::InOrder => control,
    };
    let checkpoints = match repeat.checkpoints {
        Checkpoints::Independent => Checkpoints::Independent,
        _ => Checkpoints::Iterations,
    };
    let origin = repeat.origin.clone();
    let mirror = Loop { id: repeat.id, control, carried, body, checkpoints, origin };
    accumulators(cx, mirror, arm.bar);
    for ((_, c), dst) in active.iter().zip(dsts) {
        let extremes = cx.growth.assumed(cx.original(c.param));
        accumulate(cx, c.init, Derivative::new(dst.into(), extremes));
    }
}

/// One iteration: the primal again, then its adjoint.
fn iteration(cx: &mut Reverse<'_>, repeat: &Loop, index: Value, arriving: &[(usize, Derivative)]) {
    let mut twins = Twins::new();
    match &repeat.control {
        Control::For(range) => {
            twins.insert(range.index, index.into());
            cx.note_twin(index, range.index);
        }
        Control::While { counter, .. } => {
            if let Some(counter) = counter {
                twins.insert(*counter, index.into());
            }
        }
    }
    again(cx, twins, &repeat.body, |cx, twins| {
        for (k, derivative) in arriving {
            accumulate(cx, repeat.body.yields[*k].renamed(twins), *derivative);
        }
    });
}

/// The body once more, then what arrives, and the adjoint of the body.
pub(super) fn again(
    cx: &mut Reverse<'_>,
    mut twins: Twins,
    body: &Block,
    arrive: impl FnOnce(&mut Reverse<'_>, &Twins),
) {
    let stmts = replay::replay(cx, &mut twins, &body.stmts);
    memory::declare(cx, &stmts);
    arrive(cx, &twins);
    backwards(cx, &stmts);
}

/// The same iterations in the other order, and their index.
fn backwards_control(cx: &mut Reverse<'_>, repeat: &Loop) -> (Control, Value) {
    match &repeat.control {
        Control::For(range) => {
            let info = cx.out.values[range.index.index()].clone();
            let index = cx.out.fresh(info.kind, info.name);
            (Control::For(Range { index, order: range.order.reversed(), ..range.clone() }), index)
        }
        Control::While { counter, .. } => {
            let counter = counter.expect("prepared for the adjoint");
            let trips = repeat.carried.iter().find(|c| c.param == counter).expect("the counter is carried").dst;
            let index = cx.out.fresh(Kind::Int(IntKind::Usize), Some("k".to_owned()));
            let range =
                Range { index, from: Atom::Int(0), to: trips.into(), limits: Limits::HalfOpen, order: Order::Down };
            (Control::For(range), index)
        }
    }
}

/// Writes a loop of the adjoint sweep, which besides sums up what its body adds
/// to the adjoints of the values around it.
pub(super) fn accumulators(cx: &mut Reverse<'_>, mut repeat: Loop, bar: Adjoints) {
    let mut sums = Vec::new();
    for (value, terms) in bar {
        let kind = cx.out.kind(value);
        let outer = std::mem::replace(&mut cx.out.stmts, std::mem::take(&mut repeat.body.stmts));
        let total = sum(&mut cx.out, &terms, kind);
        if let Some(total) = total {
            let atom = total.atom(&mut cx.out, kind);
            let name = cx.out.name(value).map(|name| format!("{name}_bar"));
            let param = cx.out.fresh(kind, name.clone());
            let next = cx.out.add(param.into(), atom, kind);
            let dst = cx.out.fresh(kind, name);
            repeat.carried.push(memory::accumulator(param, dst));
            repeat.body.yields.push(next);
            // No iteration may have used it.
            sums.push((value, Derivative::new(dst.into(), total.extremes().masked())));
        }
        repeat.body.stmts = std::mem::replace(&mut cx.out.stmts, outer);
    }
    cx.out.push(Stmt::Loop(repeat));
    for (value, total) in sums {
        cx.bar.entry(value).or_default().push(total);
    }
}

/// Whether a derivative passes through the body by way of memory, or of values
/// that are not carried.
fn touches(cx: &Reverse<'_>, body: &Block) -> bool {
    let is_active = |w: Value| cx.is_active(w) || cx.is_active(cx.roots.root(w));
    body.any(|stmt| {
        let effects = stmt.effects(&cx.out.values);
        let changed = effects.changes.iter().map(|changed| changed.handle);
        let called = effects.flows.iter().filter(|flow| matches!(flow.through, Through::Callee(_)));
        let given = called.flat_map(|flow| flow.from.iter()).filter_map(|atom| atom.value());
        changed.chain(given).any(is_active)
    })
}
