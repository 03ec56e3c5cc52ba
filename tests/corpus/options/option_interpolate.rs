//! Linear interpolation in a table, zero outside of it.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn option_interpolate(x: &[f64]) -> f64 {
    let knots = [0.0, 0.5, 1.0, 2.0];
    let t = 0.7;
    let j = knots.iter().position(|k| *k > t).map_or(knots.len() - 1, |j| j) - 1;
    let w = (t - knots[j]) / (knots[j + 1] - knots[j]);
    let a = x.get(j).copied().unwrap_or(0.0);
    let b = x.get(j + 1).copied().unwrap_or_default();
    (1.0 - w) * a * a + w * b
}

pub const POINTS: &[&[f64]] = &[&[0.1, 0.3, 0.9, -0.4], &[0.4, 0.2]];
