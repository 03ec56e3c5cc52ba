//! A Chebyshev series by Clenshaw's recurrence, from the last coefficient.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn clenshaw(c: &[f64], x: f64) -> f64 {
    let mut b1 = 0.0;
    let mut b2 = 0.0;
    for k in (1..c.len()).rev() {
        let b = c[k] + 2.0 * x * b1 - b2;
        b2 = b1;
        b1 = b;
    }
    c[0] + x * b1 - b2
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.5, -1.0, 0.3, 0.8], 0.6), (&[1.2], -0.3)];
