//! A vector that a helper makes longer, in place and in a loop.

use autodiff::grad;

#[grad(hvp, taylor)]
fn extended(x: f64, out: &mut Vec<f64>) -> f64 {
    out.push(x * x);
    out[0] *= x;
    out.iter().map(|v| v * v).sum()
}

#[grad(hvp, taylor, pullback)]
pub fn memory_vec_grows_in_out(x: f64, y: f64, n: usize) -> f64 {
    let mut v = vec![y];
    let mut s = 0.0;
    for k in 0..n {
        s += extended(x, &mut v) * v[k];
    }
    s + v[n]
}

pub const POINTS: &[(f64, f64, usize)] = &[(1.1, 0.7, 3), (0.4, -1.2, 1), (0.4, 0.3, 0)];
