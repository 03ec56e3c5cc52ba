//! Infinite tangents through a callee with several results.
//!
//! A callee takes its tangents for finite and does not guard its products against
//! them. A tangent that has been spoilt by that is NaN, so one comparison tells. Then
//! the callee is asked for its partials, result by result, and they are multiplied
//! here, guarded. Where no tangent can be infinite, nothing of it is written.
//!
//! ```text
//! (w3, w4) = call g(w1)    ((w3, w4), (t5, t6)) = call g_jvp(w1, w1_dot)
//!                          c = is_nan t5 || is_nan t6
//!                          if c
//!                              t7 = call g_adjoint(w1, (1.0, 0.0))
//!                              t8 = call g_adjoint(w1, (0.0, 1.0))
//!                              w3_dot, w4_dot = scale w1_dot, t7; scale w1_dot, t8
//!                          else
//!                              w3_dot, w4_dot = t5, t6
//! ```

use super::super::super::constants;
use super::super::loops::tangent_of;
use super::super::{Forward, Tangents};
use super::{Derivative, Extremes, calls, may_ask, weighted};
use crate::ir::{Atom, Block, Call, Kind, Op, Shape, Stmt, Value};

/// Whether the tangents of the results may be NaN because the callee multiplies
/// plainly, and whether more is to be had of it.
pub(super) fn may_be_spoilt(cx: &Forward<'_>, dot: &Tangents, call: &Call) -> bool {
    let results = call.dst.leaves();
    let floats = results.iter().any(|w| cx.out.kind(**w).is_float());
    floats && results.iter().all(|w| cx.out.kind(**w) != Kind::Opaque) && may_ask(cx, dot, call)
}

/// The tangents as the callee gives them.
pub(super) fn unnamed(cx: &mut Forward<'_>, call: &Call) -> Shape<Value> {
    call.dst.owned().filter_map(&mut |w| {
        let kind = cx.out.kind(*w);
        kind.is_float().then(|| cx.out.temp(kind))
    })
}

/// The tangents of the results, whatever the callee has made of them.
pub(super) fn mended(cx: &mut Forward<'_>, dot: &mut Tangents, call: &Call, given: &Shape<Value>) {
    let given: Vec<Value> = given.leaves().into_iter().copied().collect();
    let spoilt = spoilt(cx, &given);
    let outer = std::mem::take(&mut cx.out.stmts);
    let yields = (0..given.len()).map(|k| by_partials(cx, dot, call, k)).collect();
    let then = Block { stmts: std::mem::replace(&mut cx.out.stmts, outer), yields };
    let orelse = Block { stmts: Vec::new(), yields: given.iter().map(|w| Atom::Value(*w)).collect() };
    let results = call.dst.leaves().into_iter().copied().filter(|w| cx.out.kind(*w).is_float()).collect::<Vec<_>>();
    let mut dst = Vec::new();
    for result in results {
        let name = tangent_of(cx.out.name(result));
        let tangent = cx.out.fresh(cx.out.kind(result), name);
        dot.insert(result, Derivative::new(tangent.into(), Extremes::UNKNOWN));
        dst.push(tangent);
    }
    cx.out.branch(dst, spoilt, then, orelse);
}

/// Whether any of them is NaN.
fn spoilt(cx: &mut Forward<'_>, given: &[Value]) -> Atom {
    let mut tests = Vec::new();
    for tangent in given {
        tests.push(cx.out.apply(Op::Predicate("is_nan"), vec![(*tangent).into()], Kind::Bool));
    }
    let joined = tests.into_iter().reduce(|a, b| cx.out.apply(Op::Or, vec![a, b], Kind::Bool));
    joined.expect("a float is among the results")
}

/// The tangent of the `k`-th float of the results.
fn by_partials(cx: &mut Forward<'_>, dot: &Tangents, call: &Call, k: usize) -> Atom {
    let mut kinds = Vec::new();
    let unit = call.dst.owned().filter_map(&mut |w| {
        let kind = cx.out.kind(*w);
        kind.is_float().then(|| {
            kinds.push(kind);
            if kinds.len() == k + 1 { Atom::ONE } else { Atom::ZERO }
        })
    });
    let (dst, partials) = calls::cotangents(&mut cx.out, call);
    let constants = constants::of(&cx.out, call, |w| cx.activity.is_varied(w));
    let mut args = call.args.clone();
    args.push(unit);
    cx.out.push(Stmt::Call(Call {
        dst,
        companion: "_adjoint".to_owned(),
        args,
        constants,
        saved: Vec::new(),
        sums: Vec::new(),
        tangents: None,
        fails: call.fails.again(),
        ..call.clone()
    }));
    let kind = kinds[k];
    weighted(cx, dot, partials, kind).map_or(Atom::ZERO, |total| total.atom(&mut cx.out, kind))
}
