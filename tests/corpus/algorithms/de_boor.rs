//! A cubic spline by de Boor's recurrence.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn de_boor(c: &[f64], x: f64) -> f64 {
    let p = 3;
    let knots = [0.0, 0.0, 0.0, 0.0, 1.0, 2.0, 3.0, 3.0, 3.0, 3.0];
    let mut k = p;
    while k + 1 < knots.len() - p - 1 && knots[k + 1] <= x {
        k += 1;
    }
    let mut d = [0.0; 4];
    for j in 0..=p {
        d[j] = c[j + k - p];
    }
    for r in 1..=p {
        for j in (r..=p).rev() {
            let alpha = (x - knots[j + k - p]) / (knots[j + 1 + k - r] - knots[j + k - p]);
            d[j] = (1.0 - alpha) * d[j - 1] + alpha * d[j];
        }
    }
    d[p]
}

pub const POINTS: &[(&[f64], f64)] =
    &[(&[0.2, 0.7, 1.1, 0.4, -0.3, 0.9], 1.37), (&[1.0, 0.5, -0.5, 0.3, 0.8, 0.1], 0.4)];
