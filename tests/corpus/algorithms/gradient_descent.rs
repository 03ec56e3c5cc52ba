//! Gradient descent with momentum on a quadratic, the state of which is two
//! vectors: the loss after some steps.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn gradient_descent(start: &[f64], curvature: &[f64], rate: f64, momentum: f64, steps: usize) -> f64 {
    let mut x = start.to_vec();
    let mut velocity = vec![0.0; x.len()];
    for _ in 0..steps {
        for i in 0..x.len() {
            let slope = curvature[i] * x[i] + x[i].powi(3);
            velocity[i] = momentum * velocity[i] - rate * slope;
        }
        for (xi, vi) in x.iter_mut().zip(&velocity) {
            *xi += vi;
        }
    }
    x.iter().zip(curvature).map(|(x, c)| 0.5 * c * x * x).sum()
}

pub const POINTS: &[(&[f64], &[f64], f64, f64, usize)] = &[
    (&[1.0, -0.7, 0.4], &[0.8, 1.5, 2.0], 0.15, 0.6, 4),
    (&[0.5], &[1.2], 0.3, 0.9, 1),
    (&[0.5, 0.2], &[1.2, 0.9], 0.3, 0.9, 0),
];
