//! Several directions at once: each lane is what the sweep along it alone gives, to the last bit.

#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_lossless
)]
#![allow(
    clippy::needless_range_loop,
    clippy::explicit_iter_loop,
    clippy::useless_vec,
    reason = "formulas as they are printed"
)]

use autodiff::{Differentiable, Lanes, LanesOf, Rows, grad};

pub(super) const N: usize = 3;

/// Some number for a leaf and a lane. Some are zero, and one direction is nothing but zeros.
fn number(leaf: usize, lane: usize) -> f64 {
    let number = ((leaf * 7 + lane * 13) % 11) as f64 - 4.0;
    if lane == 2 { 0.0 } else { number * 0.75 }
}

/// Runs `many` along lanes and `one` along each of them, with tangents or seeds like `like`.
#[track_caller]
pub(super) fn compare<X, V, Y, Z>(like: &X, many: impl Fn(X::Several<LanesOf<N>>) -> (V, Z), one: impl Fn(X) -> (V, Y))
where
    X: Rows,
    V: Differentiable,
    Y: Differentiable,
    Z: Differentiable,
{
    let mut leaf = 0;
    let (value, lanes) = many(like.several::<LanesOf<N>>(&mut || {
        leaf += 1;
        Lanes(std::array::from_fn(|lane| number(leaf - 1, lane)))
    }));
    let lanes = lanes.flatten();
    for lane in 0..N {
        let (mut along, mut leaf) = (like.clone(), 0);
        along.visit_mut(&mut |value| {
            *value = number(leaf, lane);
            leaf += 1;
        });
        let (expected, derivative) = one(along);
        assert_same(&value.flatten(), &expected.flatten());
        let ours: Vec<f64> = lanes.iter().skip(lane).step_by(N).copied().collect();
        assert_same(&ours, &derivative.flatten());
    }
}

#[track_caller]
fn assert_same(ours: &[f64], expected: &[f64]) {
    let is_same = |(a, b): (&f64, &f64)| a.to_bits() == b.to_bits() || a.is_nan() && b.is_nan();
    assert!(ours.len() == expected.len() && ours.iter().zip(expected).all(is_same), "{ours:?} and {expected:?}");
}

/// Forward and reverse, of a function and its arguments. `$dot` and `$bar` are tangents and seeds.
macro_rules! crossed {
    ($jvp:ident, $jvp_n:ident, $vjp:ident, $vjp_n:ident: ($($arg:expr),*),
        |$dot:ident| ($($tangent:expr),*), $x:expr => $y:expr) => {
        compare(&$x, |$dot| $jvp_n($($arg,)* $($tangent),*), |$dot| $jvp($($arg,)* $($tangent),*));
        compare(&$y, |bar| $vjp_n($($arg,)* bar), |bar| $vjp($($arg,)* bar));
    };
}

/// Arithmetic, functions with poles and kinks.
#[grad(jvp_n, vjp_n, hvp_n)]
fn formula(x: f64, y: f64) -> f64 {
    (x * y).sin() / (1.0 + x * x) + y.max(x).exp() - (x - y).abs().sqrt() + x.powf(y) * 2.0 - 3.0 * x.powi(3) / y
}

#[test]
fn arithmetic() {
    for (x, y) in [(1.3, 0.4), (0.7, 0.7), (0.0, 2.0)] {
        crossed!(formula_jvp, formula_jvp_n, formula_vjp, formula_vjp_n: (x, y), |dot| (dot.0, dot.1), (0.0, 0.0) => 0.0);
    }
}

/// Slices, a loop that carries, a branch in it, memory of its own.
#[grad(jvp_n, vjp_n)]
fn filtered(x: &[f64], gain: f64) -> Vec<f64> {
    let mut state = 0.0;
    let mut out = vec![0.0; x.len()];
    for i in 0..x.len() {
        state = if x[i] > state { state + gain * (x[i] - state) } else { state * 0.9 + x[i].sin() * 0.1 };
        out[i] = state * state;
    }
    out.swap(0, 2);
    out.push(state / gain);
    out
}

#[test]
fn loops_and_memory() {
    let x = [0.3, 1.2, -0.4, 2.2, 0.0];
    crossed!(filtered_jvp, filtered_jvp_n, filtered_vjp, filtered_vjp_n: (&x, 0.6),
        |dot| (&dot.0, dot.1), (vec![0.0; 5], 0.0) => vec![0.0; 6]);
}

/// Rows, tuples, elements that are put into a vector, `break`.
#[grad(jvp_n, vjp_n)]
fn pairs(rows: &[[f64; 2]], (a, b): (f64, f64)) -> ([f64; 2], f64) {
    let mut found = Vec::new();
    for row in rows {
        if row[0] > 4.0 {
            break;
        }
        found.push((row[0] * a, row[1] * row[1]));
    }
    let mut sums = [0.0; 2];
    for (p, q) in &found {
        sums[0] += p * b;
        sums[1] -= p / q;
    }
    (sums, found.iter().map(|(p, q)| p.hypot(*q)).sum())
}

#[test]
fn rows_and_tuples() {
    let rows = [[1.0, 2.0], [0.5, -1.5], [3.0, 0.25], [9.0, 1.0]];
    crossed!(pairs_jvp, pairs_jvp_n, pairs_vjp, pairs_vjp_n: (&rows, (0.5, 2.0)),
        |dot| (&dot.0, dot.1), (vec![[0.0; 2]; 4], (0.0, 0.0)) => ([0.0; 2], 0.0));
}

/// A zero tangent wins over an infinite partial, in its own lane alone.
#[grad(jvp_n, vjp_n)]
fn at_the_edge(x: f64, y: f64) -> [f64; 3] {
    [x.sqrt() * y, y.min(x).sqrt(), (x.sqrt() + y).ln()]
}

#[test]
fn infinite_partials() {
    crossed!(at_the_edge_jvp, at_the_edge_jvp_n, at_the_edge_vjp, at_the_edge_vjp_n: (0.0, 0.0),
        |dot| (dot.0, dot.1), (0.0, 0.0) => [0.0; 3]);
    let (_, dots) = at_the_edge_jvp_n(0.0, 1.0, Lanes([0.0, 1.0]), Lanes([1.0, 0.0]));
    assert_eq!(dots[0], Lanes([0.0, f64::INFINITY]));
}

/// What goes in and out.
#[grad(jvp_n, vjp_n)]
fn smoothed(x: &mut [f64], factor: &mut f64) -> f64 {
    let mut last = 0.0;
    for v in x.iter_mut() {
        last = *factor * *v + (1.0 - *factor) * last;
        *v = last;
    }
    *factor *= 2.0;
    last * last
}

#[test]
fn what_goes_in_and_out() {
    let (x, factor) = (vec![0.5, -0.25, 1.5], 0.3);
    compare(
        &(x.clone(), factor),
        |(mut dot, mut factor_dot): (Vec<Lanes<N>>, Lanes<N>)| {
            let (mut x, mut factor) = (x.clone(), factor);
            let (y, y_dot) = smoothed_jvp_n(&mut x, &mut factor, &mut dot, &mut factor_dot);
            ((y, x, factor), (y_dot, dot, factor_dot))
        },
        |(mut dot, mut factor_dot)| {
            let (mut x, mut factor) = (x.clone(), factor);
            let (y, y_dot) = smoothed_jvp(&mut x, &mut factor, &mut dot, &mut factor_dot);
            ((y, x, factor), (y_dot, dot, factor_dot))
        },
    );
    compare(
        &(0.0, x.clone(), factor),
        |(y_bar, mut bar, mut factor_bar): (Lanes<N>, Vec<Lanes<N>>, Lanes<N>)| {
            let (mut x, mut factor) = (x.clone(), factor);
            let (y, ()) = smoothed_vjp_n(&mut x, &mut factor, y_bar, &mut bar, &mut factor_bar);
            ((y, x, factor), (bar, factor_bar))
        },
        |(y_bar, mut bar, mut factor_bar)| {
            let (mut x, mut factor) = (x.clone(), factor);
            let (y, ()) = smoothed_vjp(&mut x, &mut factor, y_bar, &mut bar, &mut factor_bar);
            ((y, x, factor), (bar, factor_bar))
        },
    );
}

#[grad(hvp)]
fn rotated(x: f64, y: f64, angle: f64) -> (f64, f64) {
    (x * angle.cos() - y * angle.sin(), x * angle.sin() + y * angle.cos())
}

#[grad(hvp)]
fn weighed(x: &[f64], w: f64) -> f64 {
    x.iter().map(|x| (x * w).tanh()).sum()
}

#[grad(hvp)]
fn scaled(x: [f64; 3], by: f64) -> [f64; 3] {
    x.map(|x| x * x * by)
}

#[grad(hvp)]
fn bump(x: f64, y: f64) -> f64 {
    (-x * x - y * y * x).exp()
}

/// Callees run for one lane after the other.
#[grad(jvp_n)]
fn of_others(x: &[f64], angle: f64) -> [f64; 2] {
    let (a, b) = rotated(x[0], x[1], angle);
    let s = scaled([a, b, angle], x[2]);
    [weighed(x, a) * s[0] + s[1] * s[2], b * s[2]]
}

/// Those of one float are asked for their partials, which are multiplied in another order.
#[grad(jvp_n, vjp_n, hvp_n, jacobian, hessian)]
fn of_bumps(x: f64, y: f64) -> f64 {
    let (a, b) = rotated(x, y, x * 0.5);
    bump(a, y) * bump(x, b) + bump(a * b, 1.0)
}

#[test]
fn callees() {
    let x = [0.4, -0.9, 1.1];
    compare(
        &(vec![0.0; 3], 0.0),
        |dot: (Vec<Lanes<N>>, Lanes<N>)| of_others_jvp_n(&x, 0.8, &dot.0, dot.1),
        |dot| of_others_jvp(&x, 0.8, &dot.0, dot.1),
    );
    compare(&0.0, |bar| of_bumps_vjp_n(0.3, 0.7, bar), |bar| of_bumps_vjp(0.3, 0.7, bar));
    compare(
        &(0.0, 0.0),
        |dot: (Lanes<N>, Lanes<N>)| of_bumps_hvp_n(0.3, 0.7, dot.0, dot.1),
        |dot| of_bumps_hvp(0.3, 0.7, dot.0, dot.1),
    );
    let (value, dots) = of_bumps_jvp_n(0.3, 0.7, Lanes([1.0, 0.0]), Lanes([0.0, 1.0]));
    let (x_bar, y_bar) = of_bumps_grad(0.3, 0.7);
    assert_eq!(value.to_bits(), of_bumps(0.3, 0.7).to_bits());
    super::assert_close(&*dots, &[x_bar, y_bar], 1e-15);
    let (along_x, along_y) = of_bumps_jacobian(0.3, 0.7);
    super::assert_close(&[along_x, along_y], &[x_bar, y_bar], 1e-15);
}

#[derive(Clone, Differentiable)]
struct Spring {
    k: f64,
}

#[grad(jvp_n, vjp_n, wrt(x))]
impl Spring {
    /// Lengths are parameters, and so is a name that a companion has for itself.
    fn forces<const LANES: usize>(&self, x: [f64; LANES]) -> [f64; LANES] {
        let mut forces = [0.0; LANES];
        for i in 1..LANES {
            let force = self.k * (x[i] - x[i - 1]) + x[i].powi(3);
            forces[i] -= force;
            forces[i - 1] += force;
        }
        forces
    }
}

#[test]
fn methods_and_lengths_that_are_parameters() {
    let (spring, x) = (Spring { k: 2.5 }, [0.1, 0.4, -0.2, 0.9]);
    compare(&x, |dot: [Lanes<N>; 4]| spring.forces_jvp_n(x, dot), |dot| spring.forces_jvp(x, dot));
    compare(&x, |bar: [Lanes<N>; 4]| spring.forces_vjp_n(x, bar), |bar| spring.forces_vjp(x, bar));
}

/// Second order: loops that are saved, and what comes back.
#[grad(hvp, hvp_n)]
fn energy(x: &[f64], k: f64) -> f64 {
    let mut carried = 1.0;
    for i in 1..x.len() {
        let stretch = x[i] - x[i - 1];
        carried = carried * 0.5 + if stretch > 0.0 { stretch.powi(3) } else { k * stretch * stretch };
        carried *= (1.0 + x[i] * x[i]).sqrt();
    }
    carried
}

#[test]
fn second_order() {
    let x = [0.1, 0.5, 0.2, 0.9, -0.3];
    compare(
        &(vec![0.0; 5], 0.0),
        |dot: (Vec<Lanes<N>>, Lanes<N>)| energy_hvp_n(&x, 1.5, &dot.0, dot.1),
        |dot| {
            let (gradient, hvp) = energy_hvp(&x, 1.5, &dot.0, dot.1);
            let (expected, _) = energy_hvp_n(&x, 1.5, &vec![Lanes([0.0]); 5], Lanes([0.0]));
            super::assert_close(&gradient.flatten(), &expected.flatten(), 1e-15);
            (expected, hvp)
        },
    );
}
