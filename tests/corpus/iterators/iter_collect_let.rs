//! `collect` into a `Vec` of a declared type, which is then changed.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_collect_let(x: &[f64]) -> f64 {
    let mut v: Vec<f64> = x.iter().map(|v| v.exp()).collect();
    for i in 1..v.len() {
        v[i] *= v[i - 1] * x[i];
    }
    let product: f64 = v.iter().product();
    v.iter().map(|v| v / (1.0 + product * product)).sum()
}

pub const POINTS: &[&[f64]] = &[&[0.7, -0.4, 0.9], &[0.3], &[]];
