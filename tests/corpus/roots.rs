//! Square root, cube root on both sides of zero, and hypotenuse.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn roots(x: f64, y: f64) -> f64 {
    let r = x.hypot(y);
    r.sqrt() + y.cbrt() - (x * x + 1.0).sqrt()
}

pub const POINTS: &[(f64, f64)] = &[(3.0, 4.0), (-0.5, 0.2), (1.0, -8.0)];
