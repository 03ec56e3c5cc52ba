//! Powers by repeated squaring.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn recursion_power(x: f64, n: u32) -> f64 {
    if n == 0 {
        return 1.0;
    }
    let half = recursion_power(x, n / 2);
    if n % 2 == 0 { half * half } else { half * half * x }
}

pub const POINTS: &[(f64, u32)] = &[(1.1, 0), (1.1, 1), (-0.9, 10), (0.8, 13)];
