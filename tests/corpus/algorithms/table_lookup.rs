//! Linear interpolation in a table, extended by constants beyond its ends.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn table_lookup(xs: &[f64], ys: &[f64], x: f64) -> f64 {
    let last = xs.len() - 1;
    if x <= xs[0] {
        return ys[0];
    }
    if x >= xs[last] {
        return ys[last];
    }
    let mut i = 0;
    while xs[i + 1] < x {
        i += 1;
    }
    let t = (x - xs[i]) / (xs[i + 1] - xs[i]);
    ys[i] + t * (ys[i + 1] - ys[i])
}

pub const POINTS: &[(&[f64], &[f64], f64)] = &[
    (&[0.3, 0.8, 1.7, 2.5], &[1.0, -0.3, 0.6, 2.0], 1.3),
    (&[0.3, 0.8, 1.7, 2.5], &[1.0, -0.3, 0.6, 2.0], -0.4),
    (&[0.3, 0.8], &[1.0, -0.3], 2.9),
];
