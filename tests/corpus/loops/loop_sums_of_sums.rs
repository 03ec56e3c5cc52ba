//! What grows in a loop is read before and after its term is added, by another sum, by a mean, and by a correction.

use autodiff::grad;

#[grad(hvp, taylor)]
fn before(x: &[f64], w: &[f64]) -> f64 {
    let (mut s, mut t) = (0.0, 0.0);
    for i in 0..x.len() {
        let so_far = s;
        s += x[i];
        t += so_far * w[i];
    }
    t + s
}

#[grad(hvp, taylor)]
fn three(x: &[f64], a: f64) -> f64 {
    let (mut s, mut t, mut u) = (0.0, 0.0, 0.0);
    for v in x {
        s += v * a;
        t -= v;
        u += 2.0 * s - t;
    }
    u
}

#[grad(hvp, taylor)]
fn corrected(x: &[f64]) -> f64 {
    let (mut s, mut c) = (0.0, 0.0);
    for v in x {
        let y = v * v - c;
        let t = s + y;
        c = (t - s) - y;
        s = t;
    }
    s
}

#[grad(hvp, taylor, sparse_jacobian)]
pub fn loop_sums_of_sums(x: &[f64], w: &[f64], a: f64) -> f64 {
    let (mut mean, mut squares, mut n) = (0.0, 0.0, 0.0);
    for v in x {
        n += 1.0;
        let d = v - mean;
        mean += d / n;
        squares += d * (v - mean);
    }
    before(x, w) * three(w, a) + corrected(x) + squares / n
}

pub const POINTS: &[(&[f64], &[f64], f64)] = &[(&[0.4, 0.8, 1.2, 0.3], &[0.3, 0.1, 0.7, 1.1], 0.7)];
