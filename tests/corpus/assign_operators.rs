//! Every assignment operator, on one variable that is read in between.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn assign_operators(x: f64, y: f64) -> f64 {
    let mut a = x;
    a += y;
    a *= x;
    let middle = a;
    a -= y * middle;
    a /= 1.0 + y * y;
    a %= 10.0;
    a = a * middle + a;
    a
}

pub const POINTS: &[(f64, f64)] = &[(1.3, 0.7), (-0.8, 2.0)];
