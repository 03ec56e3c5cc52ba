//! Explicit steps of the heat equation, in place: one value is carried along
//! because its place is overwritten.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn heat_equation(u: &mut [f64], diffusivity: f64, steps: usize) {
    let n = u.len();
    for _ in 0..steps {
        let mut left = u[0];
        for i in 1..n - 1 {
            let old = u[i];
            u[i] = old + diffusivity * (left - 2.0 * old + u[i + 1]);
            left = old;
        }
    }
}

pub const POINTS: &[(&[f64], f64, usize)] =
    &[(&[0.0, 1.0, 3.0, -1.0, 0.5], 0.2, 4), (&[1.0, 2.0, 0.7], 0.3, 1), (&[0.4, -0.6], 0.1, 2)];
