//! A polynomial by its degree.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn match_integer(x: f64, degree: u32) -> f64 {
    match degree {
        0 => 1.0,
        1 => x,
        2 => 0.5 * (3.0 * x * x - 1.0),
        3 => {
            let x2 = x * x;
            0.5 * x * (5.0 * x2 - 3.0)
        }
        _ => x.powi(degree as i32),
    }
}

pub const POINTS: &[(f64, u32)] = &[(0.3, 0), (0.3, 1), (0.3, 2), (0.3, 3), (0.3, 6)];
