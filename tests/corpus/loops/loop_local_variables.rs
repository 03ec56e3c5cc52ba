//! Variables that live for one round, mutable ones among them.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_local_variables(x: f64, y: f64, n: usize) -> f64 {
    let mut z = 0.0;
    for i in 0..n {
        let a = x * (i + 1) as f64;
        let mut b = a.sin() * y;
        if i % 2 == 1 {
            b *= b;
        }
        let c = b + z;
        z = c * a;
    }
    z
}

pub const POINTS: &[(f64, f64, usize)] = &[(0.7, 1.2, 3), (-0.4, 0.9, 2), (0.8, 0.3, 0)];
