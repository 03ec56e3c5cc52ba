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
use super::call::{shadow_of_result, zeros};
use super::{Reverse, take_settled};
use crate::ir::{Atom, Call, Comparison, Form, Init, Kind, Op, Place, Shape, Value, scalar_at};
use autodiff_core::rule::Growth;

/// Runs the adjoint of the callee for what has arrived at its results: `run`
/// takes a cotangent, and what all that comes of it is to be multiplied by; `add`
/// adds what has come of it.
pub(super) fn by_seeds<A>(
    cx: &mut Reverse<'_>,
    call: &Call,
    run: impl Fn(&mut Reverse<'_>, Shape<Atom>, Option<Atom>) -> A,
    add: impl Fn(&mut Reverse<'_>, A),
) {
    let floats = call.dst.owned().filter_map(&mut |w| cx.out.kind(*w).is_differentiable().then_some(*w));
    let results: Vec<Value> = floats.leaves().into_iter().copied().collect();
    if let ([result], true) = (&results[..], call.written().is_empty())
        && cx.out.kind(*result).memory().is_some_and(|memory| memory.form == Form::Unseen)
    {
        return by_number(cx, *result, run, add);
    }
    let (memory, scalars): (Vec<Value>, Vec<Value>) = results.into_iter().partition(|w| is_memory(cx, *w));
    let seeds = Seeds {
        scalars: scalars
            .into_iter()
            .map(|w| (w, take_settled(cx, w).unwrap_or((Atom::ZERO, Extremes::TAME))))
            .collect(),
        memory,
        floats,
    };
    let in_place = !call.written().is_empty() || !seeds.memory.is_empty();
    let all = |cx: &mut Reverse<'_>| {
        let cotangent = seeds.cotangent(cx, Shadows::OfResults, |_, seed| seed);
        let came = run(cx, cotangent, None);
        add(cx, came);
    };
    let one_by_one = |cx: &mut Reverse<'_>| {
        let mut came: Vec<A> = Vec::new();
        for (k, seed) in seeds.live() {
            let unit = |w, _| if w == k { Atom::ONE } else { Atom::ZERO };
            let unit = seeds.cotangent(cx, Shadows::Zeros, unit);
            came.push(run(cx, unit, Some(seed)));
        }
        if in_place {
            // What lies in memory is passed on by itself, and before anything is added to it.
            let rest = seeds.cotangent(cx, Shadows::OfResults, |_, _| Atom::ZERO);
            let passed_on = run(cx, rest, None);
            add(cx, passed_on);
        }
        came.into_iter().for_each(|came| add(cx, came));
    };
    let guarded = |cx: &mut Reverse<'_>| {
        let infinite = seeds.live().any(|(w, _)| seeds.extremes(w).growth == Growth::Cusp);
        if infinite {
            let finite = test(cx, &seeds, &Op::Predicate("is_finite"), &Op::And);
            choose(cx, finite, all, one_by_one);
        } else {
            all(cx);
        }
    };
    let may_be_unused = seeds.live().all(|(w, _)| seeds.extremes(w).mask == Mask::Possible);
    if !in_place && seeds.live().next().is_some() && may_be_unused {
        let used = test(cx, &seeds, &Op::Compare(Comparison::Arrived), &Op::Or);
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
fn by_number<A>(
    cx: &mut Reverse<'_>,
    result: Value,
    run: impl Fn(&mut Reverse<'_>, Shape<Atom>, Option<Atom>) -> A,
    add: impl Fn(&mut Reverse<'_>, A),
) {
    let shadow = shadow_of_result(cx, result);
    let kind = cx.out.kind(shadow);
    let seed = cx.out.temp(scalar_at(kind, &[]));
    cx.out.load(seed, Place::whole(shadow));
    let by_factor = |cx: &mut Reverse<'_>| {
        let dst = cx.out.temp(kind);
        cx.out.make(dst, Init::Cell(Shape::Leaf(Atom::ONE)));
        let came = run(cx, Shape::Leaf(dst.into()), Some(seed.into()));
        add(cx, came);
    };
    let plain = |cx: &mut Reverse<'_>| {
        let came = run(cx, Shape::Leaf(shadow.into()), None);
        add(cx, came);
    };
    let used = cx.out.apply(Op::Compare(Comparison::Arrived), vec![seed.into(), Atom::ZERO], Kind::Bool);
    let guarded = |cx: &mut Reverse<'_>| {
        let finite = cx.out.apply(Op::Predicate("is_finite"), vec![seed.into()], Kind::Bool);
        choose(cx, finite, plain, by_factor);
    };
    choose(cx, used, guarded, |_| {});
}

fn is_memory(cx: &Reverse<'_>, w: Value) -> bool {
    cx.out.kind(w).memory().is_some()
}

/// What has arrived at the results of a call.
struct Seeds {
    floats: Shape<Value>,
    scalars: Vec<(Value, (Atom, Extremes))>,
    memory: Vec<Value>,
}

/// What stands in a cotangent for memory.
#[derive(Clone, Copy)]
enum Shadows {
    OfResults,
    Zeros,
}

impl Seeds {
    /// The scalars at which anything has arrived.
    fn live(&self) -> impl Iterator<Item = (Value, Atom)> {
        self.scalars.iter().map(|(w, (seed, _))| (*w, *seed)).filter(|(_, seed)| *seed != Atom::ZERO)
    }

    fn extremes(&self, of: Value) -> Extremes {
        self.scalars.iter().find(|(w, _)| *w == of).map_or(Extremes::TAME, |(_, (_, extremes))| *extremes)
    }

    /// A cotangent of the results, each scalar of what has arrived there.
    fn cotangent(&self, cx: &mut Reverse<'_>, shadows: Shadows, scalar: impl Fn(Value, Atom) -> Atom) -> Shape<Atom> {
        self.floats.map(&mut |w| match self.scalars.iter().find(|(other, _)| other == w) {
            Some((_, (seed, _))) => scalar(*w, *seed),
            None => match shadows {
                Shadows::OfResults => shadow_of_result(cx, *w).into(),
                Shadows::Zeros => zeros(cx, *w).into(),
            },
        })
    }
}

/// Whether this holds of all the seeds, or of any.
fn test(cx: &mut Reverse<'_>, seeds: &Seeds, op: &Op, join: &Op) -> Atom {
    let mut tests = Vec::new();
    for (_, seed) in seeds.live() {
        let args = if matches!(op, Op::Compare(_)) { vec![seed, Atom::ZERO] } else { vec![seed] };
        tests.push(cx.out.apply(op.clone(), args, Kind::Bool));
    }
    let joined = tests.into_iter().reduce(|a, b| cx.out.apply(join.clone(), vec![a, b], Kind::Bool));
    joined.expect("a callee has a result")
}
