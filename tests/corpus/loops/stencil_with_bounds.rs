//! A stencil: an iteration of the adjoint adds to three places next to each other, as does that of the next one.

use autodiff::grad;

#[grad(hvp, taylor)]
pub fn stencil_with_bounds(x: &[f64], rate: f64, steps: usize) -> f64 {
    let n = x.len();
    let mut y = x.to_vec();
    let mut next = vec![0.0; n];
    for _ in 0..steps {
        for i in 0..n - 2 {
            next[i + 1] = y[i + 1] + rate * (y[i] - 2.0 * y[i + 1] * y[i + 1] + y[i + 2]);
        }
        for i in 0..n {
            y[i] = next[i];
        }
    }
    y.iter().zip(x).map(|(a, b)| a * b).sum()
}

pub const POINTS: &[(&[f64], f64, usize)] =
    &[(&[0.3, 0.8], 0.4, 2), (&[0.3, 0.8, 0.2], 0.4, 3), (&[0.5, 0.1, 0.7, 0.2, 0.9], 0.3, 4)];
