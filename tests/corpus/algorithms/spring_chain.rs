//! The energy of a chain of springs between points of the plane.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn spring_chain(points: &[[f64; 2]], stiffness: f64, rest: f64) -> f64 {
    points
        .windows(2)
        .map(|pair| {
            let length = (pair[1][0] - pair[0][0]).hypot(pair[1][1] - pair[0][1]);
            0.5 * stiffness * (length - rest).powi(2)
        })
        .sum()
}

pub const POINTS: &[(&[[f64; 2]], f64, f64)] =
    &[(&[[0.0, 0.1], [1.2, -0.3], [1.5, 1.0], [2.8, 1.4]], 1.5, 0.8), (&[[0.5, 0.2]], 1.0, 0.3), (&[], 1.0, 0.3)];
