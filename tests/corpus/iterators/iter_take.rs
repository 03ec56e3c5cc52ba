//! Only the first elements, and only those after the first.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_take(x: &[f64], n: usize) -> f64 {
    let head: f64 = x.iter().take(n).map(|v| v.exp()).sum();
    let mut y = head;
    for v in x.iter().skip(1).take(n) {
        y = y * v + head;
    }
    y
}

pub const POINTS: &[(&[f64], usize)] = &[(&[0.7, -0.4, 1.2, 0.5], 2), (&[0.3, 0.8], 5), (&[0.6], 0), (&[], 1)];
