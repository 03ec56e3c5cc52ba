//! Both roots of a quadratic, the smaller one by Vieta to avoid cancellation.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn quadratic_roots(a: f64, b: f64, c: f64) -> (f64, f64) {
    let disc = b * b - 4.0 * a * c;
    assert!(disc >= 0.0, "complex roots");
    let q = -0.5 * (b + b.signum() * disc.sqrt());
    (q / a, c / q)
}

pub const POINTS: &[(f64, f64, f64)] = &[(1.0, -3.0, 1.5), (2.0, 5.0, -1.0)];
