//! A Bessel function of integer order by its power series, summed until the
//! terms vanish.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn bessel_series(x: f64, order: usize) -> f64 {
    let half = 0.5 * x;
    let mut term = 1.0;
    for k in 1..=order {
        term *= half / k as f64;
    }
    let mut sum = 0.0;
    for k in 1..100 {
        sum += term;
        term *= -half * half / (k * (k + order)) as f64;
        if term.abs() < 1e-18 {
            break;
        }
    }
    sum
}

pub const POINTS: &[(f64, usize)] = &[(1.7, 0), (-2.4, 1), (0.8, 3)];
