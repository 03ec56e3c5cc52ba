//! The wave equation in one dimension, with two buffers that swap roles.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn wave_equation(initial: &[f64], courant: f64, steps: usize) -> f64 {
    let n = initial.len();
    let mut previous = initial.to_vec();
    let mut current = initial.to_vec();
    let c2 = courant * courant;
    for _ in 0..steps {
        for i in 1..n - 1 {
            let lap = current[i + 1] - 2.0 * current[i] + current[i - 1];
            previous[i] = 2.0 * current[i] - previous[i] + c2 * lap;
        }
        std::mem::swap(&mut previous, &mut current);
    }
    current.iter().map(|u| u * u).sum()
}

pub const POINTS: &[(&[f64], f64, usize)] =
    &[(&[0.2, 1.0, 0.5, -0.7, 0.1], 0.6, 4), (&[0.3, 1.2, -0.4], 0.5, 1), (&[0.7, 0.4], 0.8, 3)];
