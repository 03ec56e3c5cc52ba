//! Structs: destructured, replaced in loops, chosen, returned early, in arrays.
#![allow(
    clippy::needless_range_loop,
    clippy::ptr_arg,
    clippy::cast_precision_loss,
    clippy::op_ref,
    clippy::map_unwrap_or,
    clippy::unnecessary_unwrap,
    clippy::needless_pass_by_value,
    clippy::many_single_char_names,
    clippy::trivially_copy_pass_by_ref,
    clippy::assign_op_pattern,
    clippy::manual_memcpy,
    clippy::question_mark,
    clippy::float_cmp,
    clippy::similar_names,
    reason = "written as people write it"
)]

use autodiff::{Differentiable, grad};
use autodiff_tests::data::agree;
use autodiff_tests::modes;

#[derive(Clone, Debug, Differentiable)]
struct State {
    x: f64,
    v: Vec<f64>,
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct Spring {
    k: f64,
    l: f64,
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct V3(f64, f64, f64);

#[grad(hvp)]
fn step(s: &State, dt: f64) -> State {
    State { x: s.x + dt * s.v[0], v: vec![s.v[0] - dt * s.x.sin()] }
}

#[grad(hvp)]
fn run(s0: &State, dt: f64) -> f64 {
    let mut s = s0.clone();
    for _ in 0..9 {
        s = step(&s, dt);
    }
    s.x * s.v[0]
}

#[grad(hvp)]
fn chosen(s0: &State, dt: f64) -> f64 {
    let s = if dt > 0.05 { step(s0, dt) } else { s0.clone() };
    s.x * s.x * s.v[0]
}

#[grad(hvp)]
fn early(s0: &State, dt: f64, n: usize) -> State {
    let mut s = s0.clone();
    for _ in 0..n {
        s = step(&s, dt);
        if s.x > 0.6 {
            return s;
        }
        if s.x > 0.55 {
            return State { x: s.x * s.x, v: vec![s.v[0] * dt] };
        }
    }
    if s.x < 0.0 {
        return s0.clone();
    }
    s
}

#[grad(hvp)]
fn of_early(s0: &State, dt: f64) -> f64 {
    let (near, far) = (early(s0, dt, 1), early(s0, dt, 9));
    near.x * far.x * near.v[0].sin() + far.v[0]
}

#[grad(hvp)]
fn adaptive(s0: &State, dt: f64) -> f64 {
    let mut s = s0.clone();
    for i in 0..6 {
        if i % 2 == 0 && s.x > 0.0 {
            s = step(&s, dt);
        } else {
            s.v[0] *= dt;
        }
    }
    s.x * s.v[0]
}

#[grad(hvp)]
fn taken_apart(&Spring { k, l: rest }: &Spring, V3(x, y, _): V3) -> f64 {
    let [Spring { k: a, .. }, second] = [Spring { k: k * x, l: rest }, Spring { k: y, l: x * y }];
    let Spring { k: b, l } = second;
    let energy = |Spring { k, l }: &Spring| k * l * l;
    energy(&Spring { k: a, ..second }) + b * l * energy(&second)
}

#[grad(hvp)]
fn of_many(springs: &[Spring], x: f64) -> f64 {
    let mut own = springs.to_vec();
    for s in &mut own {
        s.k += x * s.l;
    }
    own.swap(0, 1);
    own.iter_mut().for_each(|s| s.l *= x);
    own.sort_by(|a, b| a.k.partial_cmp(&b.k).unwrap());
    let [mut first, mut second] = [own[0], own[1]];
    std::mem::swap(&mut first, &mut second);
    let old = std::mem::replace(&mut first, Spring { k: x, l: second.l });
    let pairs: f64 = own.windows(2).map(|w| w[0].k * w[1].l).sum();
    let dot: f64 = own.iter().zip(springs).map(|(a, b)| a.k * b.l).sum();
    pairs + dot * old.k + first.k * first.l + own.iter().map(|&Spring { k, l }| k * l).sum::<f64>()
}

#[grad(hvp)]
fn summed(points: &[V3], x: f64) -> f64 {
    let mut sum = V3(0.0, x, 1.0);
    for p in points {
        sum = V3(sum.0 + p.0, sum.1 + p.1 * p.0, sum.2 * p.2);
    }
    sum.0 * sum.1 * sum.2
}

fn state() -> State {
    State { x: 0.5, v: vec![0.2] }
}

#[test]
fn replaced_chosen_and_returned() {
    let of_state = [
        ("run", modes!(run, run_jvp, run_grad, run_hvp, |at: (State, f64), dot| (&at.0, at.1), (&dot.0, dot.1))),
        (
            "chosen",
            modes!(chosen, chosen_jvp, chosen_grad, chosen_hvp, |at: (State, f64), dot| (&at.0, at.1), (&dot.0, dot.1)),
        ),
        (
            "early",
            modes!(
                of_early,
                of_early_jvp,
                of_early_grad,
                of_early_hvp,
                |at: (State, f64), dot| (&at.0, at.1),
                (&dot.0, dot.1)
            ),
        ),
        (
            "adaptive",
            modes!(
                adaptive,
                adaptive_jvp,
                adaptive_grad,
                adaptive_hvp,
                |at: (State, f64), dot| (&at.0, at.1),
                (&dot.0, dot.1)
            ),
        ),
    ];
    for (name, modes) in &of_state {
        agree(name, modes, &(state(), 0.1));
        agree(name, modes, &(state(), 0.03));
    }
}

#[test]
fn patterns() {
    let modes = modes!(
        taken_apart,
        taken_apart_jvp,
        taken_apart_grad,
        taken_apart_hvp,
        |at: (Spring, V3), dot| (&at.0, at.1),
        (&dot.0, dot.1)
    );
    agree("taken_apart", &modes, &(Spring { k: 0.7, l: 1.3 }, V3(0.4, 1.1, 2.0)));
}

#[test]
fn many() {
    let springs = vec![Spring { k: 0.7, l: 1.3 }, Spring { k: 0.2, l: 0.6 }, Spring { k: 1.9, l: 0.8 }];
    let modes = modes!(
        of_many,
        of_many_jvp,
        of_many_grad,
        of_many_hvp,
        |at: (Vec<Spring>, f64), dot| (&at.0, at.1),
        (&dot.0, dot.1)
    );
    agree("of_many", &modes, &(springs, 0.9));
    let modes =
        modes!(summed, summed_jvp, summed_grad, summed_hvp, |at: (Vec<V3>, f64), dot| (&at.0, at.1), (&dot.0, dot.1));
    agree("summed", &modes, &(vec![V3(0.3, 1.2, 0.5), V3(0.9, 0.4, 1.5)], 0.8));
}
