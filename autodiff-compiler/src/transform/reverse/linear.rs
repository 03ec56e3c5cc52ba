//! An adjoint is linear in its seeds.
//!
//! A callee's adjoint takes its seed for finite, and does not guard its products
//! against it. Where the seed need not be, the callee is asked for its partials
//! instead, by the seed 1, and they are multiplied here, guarded. And where the
//! result may have been thrown away, the callee is not run for a zero.
//!
//! ```text
//! call g_vjp_into(w1, w2_bar, w1_bar)    if is_finite w2_bar
//!                                            call g_vjp_into(w1, w2_bar, w1_bar)
//!                                        else
//!                                            t = new zeros like w1
//!                                            call g_vjp_into(w1, 1.0, t)
//!                                            scale t by w2_bar
//!                                            copy w1_bar += t
//! ```

use super::super::product::{Extremes, Mask};
use super::branch::choose;
use super::call::cotangent;
use super::{Reverse, take_settled};
use crate::ir::{Atom, Call, Comparison, Form, Init, Kind, Load, New, Op, Place, Shape, Stmt, Value, scalar_at};
use autodiff_core::rule::Growth;

/// Runs the adjoint of the callee for what has arrived at its results: `run`
/// takes a cotangent, and what all that comes of it is to be multiplied by.
pub(super) fn by_seeds(cx: &mut Reverse<'_>, call: &Call, run: impl Fn(&mut Reverse<'_>, Shape<Atom>, Option<Atom>)) {
    let floats = call.dst.owned().filter_map(&mut |w| cx.out.kind(*w).is_differentiable().then_some(*w));
    let results: Vec<Value> = floats.leaves().into_iter().copied().collect();
    let is_memory = |w: &Value| cx.out.kind(*w).memory().is_some();
    if let ([result], true) = (&results[..], call.written().is_empty())
        && cx.out.kind(*result).memory().is_some_and(|memory| memory.form == Form::Unseen)
    {
        return by_number(cx, call, run);
    }
    if !call.written().is_empty() || results.iter().any(is_memory) {
        let cotangent = cotangent(cx, call);
        return run(cx, cotangent, None);
    }
    let seeds: Vec<(Atom, Extremes)> =
        results.iter().map(|w| take_settled(cx, *w).unwrap_or((Atom::ZERO, Extremes::TAME))).collect();
    let with = |atom: &dyn Fn(usize) -> Atom| {
        let mut i = 0;
        floats.map(&mut |_| {
            i += 1;
            atom(i - 1)
        })
    };
    let live: Vec<usize> = (0..seeds.len()).filter(|i| seeds[*i].0 != Atom::ZERO).collect();
    let all = |cx: &mut Reverse<'_>| run(cx, with(&|i| seeds[i].0), None);
    let one_by_one = |cx: &mut Reverse<'_>| {
        for k in &live {
            let unit = with(&|i| if i == *k { Atom::ONE } else { Atom::ZERO });
            run(cx, unit, Some(seeds[*k].0));
        }
    };
    let guarded = |cx: &mut Reverse<'_>| {
        if live.iter().any(|i| seeds[*i].1.growth == Growth::Cusp) {
            let finite = test(cx, &seeds, &live, &Op::Predicate("is_finite"), &Op::And);
            choose(cx, finite, all, one_by_one);
        } else {
            all(cx);
        }
    };
    if !live.is_empty() && live.iter().all(|i| seeds[*i].1.mask == Mask::Possible) {
        let used = test(cx, &seeds, &live, &Op::Compare(Comparison::Ne), &Op::Or);
        choose(cx, used, guarded, |_| {});
    } else {
        guarded(cx);
    }
}

/// The same for a result of a type that is not seen: it may be a number.
///
/// ```text
/// t = load w2_bar                        the number, or 1
/// if t != 0.0
///     if is_finite t
///         call g_vjp_into(w1, w2_bar, w1_bar)
///     else
///         ..                             by the seed 1, and multiplied by t
/// ```
fn by_number(cx: &mut Reverse<'_>, call: &Call, run: impl Fn(&mut Reverse<'_>, Shape<Atom>, Option<Atom>)) {
    let cotangent = cotangent(cx, call);
    let Shape::Leaf(Atom::Value(shadow)) = cotangent else { return run(cx, cotangent, None) };
    let kind = cx.out.kind(shadow);
    let seed = cx.out.temp(scalar_at(kind, &[]));
    cx.out.push(Stmt::Load(Load { dst: seed, place: Place::whole(shadow), origin: None }));
    let by_factor = |cx: &mut Reverse<'_>| {
        let dst = cx.out.temp(kind);
        cx.out.push(Stmt::New(New { dst, init: Init::Cell(Shape::Leaf(Atom::ONE)), origin: None }));
        run(cx, Shape::Leaf(dst.into()), Some(seed.into()));
    };
    let used = cx.out.apply(Op::Compare(Comparison::Ne), vec![seed.into(), Atom::ZERO], Kind::Bool);
    let guarded = |cx: &mut Reverse<'_>| {
        let finite = cx.out.apply(Op::Predicate("is_finite"), vec![seed.into()], Kind::Bool);
        choose(cx, finite, |cx| run(cx, cotangent.clone(), None), by_factor);
    };
    choose(cx, used, guarded, |_| {});
}

/// Whether this holds of all the seeds, or of any.
fn test(cx: &mut Reverse<'_>, seeds: &[(Atom, Extremes)], live: &[usize], op: &Op, join: &Op) -> Atom {
    let mut tests = Vec::new();
    for i in live {
        let (seed, _) = seeds[*i];
        let args = if matches!(op, Op::Compare(_)) { vec![seed, Atom::ZERO] } else { vec![seed] };
        tests.push(cx.out.apply(op.clone(), args, Kind::Bool));
    }
    let joined = tests.into_iter().reduce(|a, b| cx.out.apply(join.clone(), vec![a, b], Kind::Bool));
    joined.expect("a callee has a result")
}
