//! `w = g(a)` becomes `(w, w_dot) = g_jvp(a, a_dot)`.

use super::loops::tangent_of;
use super::{Derivative, Forward, Observe, Shape, Stmt, Tangents, memory, tangent as of};
use crate::ir::{Atom, Call, Kind, Value};
use autodiff_core::rule::Growth;

pub(super) fn tangent(cx: &mut Forward<'_>, dot: &mut Tangents, call: &Call) {
    if !is_active(cx, call) {
        cx.out.push(Stmt::Call(call.clone()));
        return;
    }
    let mut args = call.args.clone();
    let mut slots = call.slots.clone();
    for (i, arg) in call.args.iter().enumerate() {
        let floats = arg.leaves().into_iter().any(|a| has_tangent(cx, *a)) && call.is_differentiable(i);
        let slot = slots.as_mut().filter(|slots| slots.is_slotted(i));
        if floats || slot.is_some() {
            slot.into_iter().for_each(|slots| slots.at.push(args.len()));
            args.push(if floats { argument(cx, dot, arg) } else { Shape::unit() });
        }
    }
    let tangents = results(cx, dot, call);
    cx.out.push(Stmt::Call(Call {
        dst: Shape::Tuple(vec![call.dst.owned(), tangents]),
        companion: format!("{}_jvp", call.companion),
        args,
        saved: Vec::new(),
        slots,
        ..call.clone()
    }));
}

/// The tangents of the results. Of what is not seen, something comes all the same,
/// which nobody reads.
fn results(cx: &mut Forward<'_>, dot: &mut Tangents, call: &Call) -> Shape<Value> {
    let mut found = Vec::new();
    let tangents = call.dst.owned().filter_map(&mut |w| {
        let kind = cx.out.kind(*w);
        if !kind.is_differentiable() {
            return call.slots.is_some().then(|| cx.out.temp(Kind::Opaque));
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
            dot.insert(primal, Derivative { atom: Atom::Value(tangent), growth: Growth::Cusp });
        }
    }
    tangents
}

fn is_active(cx: &Forward<'_>, call: &Call) -> bool {
    let observed = |w: Value| cx.observe == Observe::Everything && cx.activity.is_varied(w);
    let through = call.args.iter().filter(|arg| matches!(arg, Shape::Mut(_))).flat_map(Shape::leaves);
    let mut written = call.dst.leaves().into_iter().copied().chain(through.filter_map(|a| a.value()));
    written.any(|w| cx.activity.is_active(w) || observed(w))
}

fn has_tangent(cx: &Forward<'_>, atom: Atom) -> bool {
    match atom.value() {
        Some(w) => cx.out.kind(w).is_differentiable(),
        None => matches!(atom, Atom::Float(_)),
    }
}

/// The tangent of an argument, passed as the argument is.
fn argument(cx: &mut Forward<'_>, dot: &Tangents, arg: &Shape<Atom>) -> Shape<Atom> {
    let mut leaves = Vec::new();
    let with: Vec<Atom> = arg.leaves().into_iter().copied().filter(|a| has_tangent(cx, *a)).collect();
    for atom in with {
        leaves.push(match atom.value().filter(|w| cx.out.kind(*w).memory().is_some()) {
            Some(handle) => {
                if let Shape::Mut(_) = arg {
                    cusp(cx, handle);
                }
                memory::tangent_or_zeros(cx, handle).into()
            }
            None => of(dot, atom).map_or(Atom::ZERO, |d| d.atom),
        });
    }
    let mut leaves = leaves.into_iter();
    arg.filter_map(&mut |a| if has_tangent(cx, *a) { leaves.next() } else { None })
}

/// The callee may have put anything into the memory.
fn cusp(cx: &mut Forward<'_>, handle: Value) {
    let root = cx.roots.root(handle);
    cx.growth.meet(root, Growth::Cusp);
}
