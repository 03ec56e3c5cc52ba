//! The charged particle of Pearlmutter and Siskind: where it hits the ground depends on a charge
//! that can be moved, and the force is a gradient of the potential.

use super::close;
use autodiff::grad;

/// The potential of two charges, at (10, 10 - w) and (10, 0).
#[grad(order = 3, only(jvp, vjp, vjp_into, grad))]
fn potential(x: &[f64; 2], w: f64) -> f64 {
    let (a, b, c) = (x[0] - 10.0, x[1] - (10.0 - w), x[1]);
    1.0 / (a * a + b * b).sqrt() + 1.0 / (a * a + c * c).sqrt()
}

/// The square of where the particle hits the ground, with the force by reverse mode.
#[grad(order = 2, only(jvp, vjp, vjp_into, grad))]
fn error_by_reverse(w: f64) -> f64 {
    let (mut x, mut v) = ([0.0, 8.0], [0.75, 0.0]);
    let dt = 0.1;
    loop {
        let (slope, _) = potential_grad(&x, w);
        let next = [x[0] + dt * v[0], x[1] + dt * v[1]];
        if next[1] <= 0.0 {
            break;
        }
        v = [v[0] - dt * slope[0], v[1] - dt * slope[1]];
        x = next;
    }
    let t = -x[1] / v[1];
    let hit = x[0] + t * v[0];
    hit * hit
}

/// The same with the force by forward mode.
#[grad(order = 2, only(jvp, vjp, vjp_into, grad))]
fn error_by_forward(w: f64) -> f64 {
    let (mut x, mut v) = ([0.0, 8.0], [0.75, 0.0]);
    let dt = 0.1;
    loop {
        let (_, along_x) = potential_jvp(&x, w, &[1.0, 0.0], 0.0);
        let (_, along_y) = potential_jvp(&x, w, &[0.0, 1.0], 0.0);
        let next = [x[0] + dt * v[0], x[1] + dt * v[1]];
        if next[1] <= 0.0 {
            break;
        }
        v = [v[0] - dt * along_x, v[1] - dt * along_y];
        x = next;
    }
    let t = -x[1] / v[1];
    let hit = x[0] + t * v[0];
    hit * hit
}

#[test]
fn four_pairs_of_modes() {
    for w in [0.0, 0.1, 0.207] {
        let ff = error_by_forward_jvp(w, 1.0).1;
        let rf = error_by_forward_grad(w);
        let fr = error_by_reverse_jvp(w, 1.0).1;
        let rr = error_by_reverse_grad(w);
        let h = 1e-6;
        let by_differences = (error_by_forward(w + h) - error_by_forward(w - h)) / (2.0 * h);
        assert!((ff - by_differences).abs() <= 1e-5 * (1.0 + ff.abs()), "{ff}, {by_differences}");
        for other in [rf, fr, rr] {
            close(ff, other);
        }
    }
}

/// By Newton's method on the derivative, with the second one by each pair of modes.
#[test]
fn where_it_hits_best() {
    let by = |second: &dyn Fn(f64) -> (f64, f64)| {
        let mut w = 0.2;
        for _ in 0..40 {
            let (first, second) = second(w);
            w -= first / second;
        }
        w
    };
    let fr = by(&|w| error_by_reverse_grad_jvp(w, 1.0));
    let ff = by(&|w| error_by_forward_jvp_jvp(w, 1.0, 1.0, 0.0).1);
    let rr = by(&|w| error_by_reverse_grad_vjp(w, 1.0));
    let rf = by(&|w| (error_by_forward_jvp(w, 1.0).1, error_by_forward_jvp_grad_along(w)));
    for found in [fr, ff, rr, rf] {
        close(found, ff);
        close(error_by_reverse_grad(found), 0.0);
        // What the paper's optimiser gives, which stops at 1e-5.
        assert!((found - 0.207_191_874_648_611_94).abs() < 1e-5, "{found}");
    }
}

/// The adjoint of the tangent, for a seed of the tangent alone.
fn error_by_forward_jvp_grad_along(w: f64) -> f64 {
    error_by_forward_jvp_vjp(w, 1.0, (0.0, 1.0)).1.0
}
