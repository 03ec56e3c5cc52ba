//! The Lorenz system by Euler's method, on an array state.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian)]
pub fn lorenz(initial: [f64; 3], sigma: f64, rho: f64, beta: f64, steps: usize) -> [f64; 3] {
    let dt = 0.02;
    let mut state = initial;
    for _ in 0..steps {
        let [x, y, z] = state;
        state = [x + dt * sigma * (y - x), y + dt * (x * (rho - z) - y), z + dt * (x * y - beta * z)];
    }
    state
}

pub const POINTS: &[([f64; 3], f64, f64, f64, usize)] =
    &[([1.0, 0.7, 2.0], 3.0, 5.0, 1.2, 6), ([0.3, -0.5, 0.8], 2.0, 4.0, 0.9, 1), ([0.3, -0.5, 0.8], 2.0, 4.0, 0.9, 0)];
