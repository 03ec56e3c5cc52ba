//! A slice of points in space.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_slice_of_arrays(points: &[[f64; 3]], centre: [f64; 3]) -> f64 {
    let mut sum = 0.0;
    for i in 0..points.len() {
        let mut square = 0.5;
        for k in 0..3 {
            let d = points[i][k] - centre[k];
            square += d * d;
        }
        sum += square.sqrt();
    }
    sum
}

pub const POINTS: &[(&[[f64; 3]], [f64; 3])] =
    &[(&[[0.7, -0.4, 1.2]], [0.1, 0.5, 0.3]), (&[[0.2, 0.9, -0.6]], [1.1, 0.4, -0.8]), (&[], [0.3, 0.2, 0.1])];
