//! `w = g(a)` becomes `(w, w_dot) = g_jvp(a, a_dot)`.
//!
//! A callee takes its tangents for finite. Where one of them need not be, a callee
//! with one float result is asked for its partials, as in reverse mode:
//!
//! ```text
//! w3 = call g(w1, w2)    (w3, (t4, t5)) = call g_vjp(w1, w2, 1.0)
//!                        w3_dot = w1_dot · t4 + w2_dot · t5
//! ```

use super::super::Callees;
use super::super::calls::{self, WithPartials};
use super::super::constants;
use super::super::product::{Extremes, Partial, of_two_precisions, sum};
use super::loops::tangent_of;
use super::{Derivative, Forward, Observe, Shape, Stmt, Tangents, keep, memory, settled, tangent as of};
use crate::ir::{Atom, By, Call, Called, Fails, Kind, Value};
use autodiff_core::rule::Growth;

mod steep;

pub(super) fn tangent(cx: &mut Forward<'_>, dot: &mut Tangents, call: &Call) {
    if !is_active(cx, call) {
        cx.out.push(Stmt::Call(call.clone()));
        return;
    }
    if let Some(WithPartials { vjp, result, partials }) = by_partials(cx, dot, call) {
        cx.out.push(Stmt::Call(vjp));
        let kind = cx.out.kind(result);
        if let Some(total) = weighted(cx, dot, partials, kind) {
            keep(cx, dot, result, total);
        }
        return;
    }
    let mut args = call.args.clone();
    let mut slots = call.slots.clone();
    let mut constants = constants::of(&cx.out, call, |w| cx.activity.is_varied(w));
    let mut fails = call.fails.clone();
    let mut moved = crate::ir::Tangents { first: args.len(), sums: Vec::new() };
    for (i, arg) in call.args.iter().enumerate() {
        let floats = arg.leaves().into_iter().any(|a| has_tangent(cx, *a)) && call.is_differentiable(i);
        let slot = slots.as_mut().filter(|slots| slots.is_slotted(i));
        let floats = floats && !(slot.is_some() && constants.as_ref().is_some_and(|of| of.is_of_one(i)));
        if let Fails::Held(held) = &mut fails
            && held.seeds.contains(&i)
        {
            held.seeds.push(args.len());
        }
        if floats || slot.is_some() {
            slot.into_iter().for_each(|slots| slots.at.push(args.len()));
            moved.sums.extend(call.sums.contains(&i).then_some(args.len()));
            constants.iter_mut().for_each(|of| of.note(i, call.roles.len(), args.len()));
            args.push(if floats { argument(cx, dot, arg) } else { Shape::unit() });
        } else if call.callee.called == Called::Function {
            args.push(Shape::unit());
        } else if call.callee.called == Called::Operator {
            // An operator has a tangent for each side: `()` stands for the zero of a constant.
            args.push(Shape::unit());
        }
    }
    let careful = steep::may_be_spoilt(cx, dot, call);
    let tangents = if careful { steep::unnamed(cx, call) } else { results(cx, dot, call) };
    let dst = match &call.fails {
        // It gives nothing.
        Fails::Told(_) => call.dst.owned(),
        _ => Shape::Tuple(vec![call.dst.owned(), tangents.clone()]),
    };
    cx.out.push(Stmt::Call(Call {
        dst,
        companion: cx.along.companion().of(&call.companion),
        args,
        saved: Vec::new(),
        // What it does to their tangents is not said.
        sums: Vec::new(),
        tangents: Some(moved),
        slots,
        constants,
        fails,
        ..call.clone()
    }));
    if careful {
        steep::mended(cx, dot, call, &tangents);
    }
}

/// The call that gives the partials, where a tangent that may be infinite is to
/// be multiplied by them.
fn by_partials(cx: &mut Forward<'_>, dot: &Tangents, call: &Call) -> Option<WithPartials> {
    let Shape::Leaf(result) = call.dst else { return None };
    let asks = cx.out.kind(result).is_float() && may_ask(cx, dot, call);
    asks.then(|| {
        let constants = constants::of(&cx.out, call, |w| cx.activity.is_varied(w));
        calls::with_partials(&mut cx.out, call, constants, result)
    })
}

/// Whether a tangent may be infinite or there are several, and the callee can be asked for its
/// partials.
fn may_ask(cx: &Forward<'_>, dot: &Tangents, call: &Call) -> bool {
    let steep = |a: Atom| of(dot, a).is_some_and(|d| d.extremes().growth == Growth::Cusp);
    let wants = match cx.callees {
        Callees::Tangents => false,
        Callees::Both => call.operands().into_iter().any(steep),
        Callees::Partials => call.operands().into_iter().any(steep) || matches!(call.dst, Shape::Leaf(_)),
    };
    wants && call.companion.is_empty() && call.slots.is_none() && !calls::has_memory(&cx.out, call)
}

/// The products of the partials and what arrives at the operands, summed up.
fn weighted(cx: &mut Forward<'_>, dot: &Tangents, partials: Vec<(Atom, Partial)>, kind: Kind) -> Option<Derivative> {
    let mut terms = Vec::new();
    for (operand, partial) in partials {
        if let Some(incoming) = of(dot, operand) {
            let of = operand.value().map_or(kind, |w| cx.out.kind(w));
            terms.push(of_two_precisions(&mut cx.out, (incoming, of), (partial, of), kind));
        }
    }
    sum(&mut cx.out, &terms, kind)
}

/// The tangents of the results. Of what is not seen, something comes all the same,
/// which nobody reads.
fn results(cx: &mut Forward<'_>, dot: &mut Tangents, call: &Call) -> Shape<Value> {
    let mut found = Vec::new();
    let has_all = call.slots.is_some() || call.callee.called == Called::Operator;
    let tangents = call.dst.owned().filter_map(&mut |w| {
        let kind = cx.out.kind(*w);
        if !kind.is_differentiable() {
            return has_all.then(|| cx.out.temp(Kind::Opaque));
        }
        let tangent = cx.out.fresh(kind, tangent_of(cx.out.name(*w)));
        found.push((*w, tangent));
        Some(tangent)
    });
    for (primal, tangent) in found {
        if cx.out.kind(primal).memory().is_some() {
            cx.memory.insert(primal, tangent);
            cusp(cx, primal);
        } else {
            // What the callee does inside is not known here: its tangent may be
            // anything.
            dot.insert(primal, Derivative::new(Atom::Value(tangent), Extremes::UNKNOWN));
        }
    }
    tangents
}

fn is_active(cx: &Forward<'_>, call: &Call) -> bool {
    let observed = |w: Value| cx.observe == Observe::Everything && cx.activity.is_varied(w);
    let mut written = call.dst.leaves().into_iter().copied().chain(call.written());
    written.any(|w| cx.activity.is_active(w) || observed(w))
}

fn has_tangent(cx: &Forward<'_>, atom: Atom) -> bool {
    match atom.value() {
        Some(w) => cx.out.kind(w).is_differentiable(),
        None => matches!(atom, Atom::Float(_)),
    }
}

/// The tangent of an argument, passed as the argument is.
fn argument(cx: &mut Forward<'_>, dot: &mut Tangents, arg: &Shape<Atom>) -> Shape<Atom> {
    let mut leaves = Vec::new();
    let with: Vec<_> = arg.leaves().into_iter().copied().zip(arg.ways()).collect();
    for (atom, by) in with {
        if !has_tangent(cx, atom) {
            continue;
        }
        leaves.push(match atom.value().filter(|w| cx.out.kind(*w).memory().is_some()) {
            Some(handle) => {
                if by == By::InOut {
                    cusp(cx, handle);
                }
                memory::tangent_or_zeros(cx, handle).into()
            }
            None => settled(cx, dot, atom).unwrap_or(Atom::ZERO),
        });
    }
    let mut leaves = leaves.into_iter();
    arg.filter_map(&mut |a| if has_tangent(cx, *a) { leaves.next() } else { None })
}

/// The callee may have put anything into the memory.
fn cusp(cx: &mut Forward<'_>, handle: Value) {
    let root = cx.roots.root(handle);
    cx.growth.meet(root, Extremes::UNKNOWN);
}
