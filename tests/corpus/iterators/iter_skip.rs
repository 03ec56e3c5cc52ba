//! Without the first elements, of which there may be too few.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_skip(x: &[f64], n: usize) -> f64 {
    let mut y = 0.7;
    for v in x.iter().skip(n) {
        y *= 1.0 + v * v;
    }
    y + x.iter().zip(x.iter().skip(1)).map(|(a, b)| a * b.sin()).sum::<f64>()
}

pub const POINTS: &[(&[f64], usize)] = &[(&[0.7, -0.4, 1.2], 1), (&[0.3, 0.8], 3), (&[], 0)];
