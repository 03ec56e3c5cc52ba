//! Memory that is constant in the caller, for a parameter under `#[constant]` and for one that is not, in loops and
//! behind what changes.

use autodiff::grad;

#[grad(hvp)]
fn dot(x: &[f64], #[constant] w: &[f64]) -> f64 {
    x.iter().zip(w).map(|(x, w)| w * x * x).sum()
}

#[grad(hvp)]
fn mean(x: &[f64], k: f64) -> f64 {
    k * x.iter().sum::<f64>() / x.len() as f64
}

#[grad(hvp)]
fn stepped(x: &mut [f64], #[constant] dt: f64, #[constant] rates: &[f64; 2]) {
    for i in 0..x.len() {
        x[i] -= dt * rates[i % 2] * x[i] * x[i];
    }
}

#[grad(hvp, pullback)]
pub fn constant_slice_for_constant(x: &[f64], #[constant] w: &[f64]) -> f64 {
    let ones = vec![1.0; x.len()];
    let rates = [0.5, 0.25];
    let mut state = x.to_vec();
    let mut sum = 0.0;
    for _ in 0..3 {
        stepped(&mut state, 0.1, &rates);
        sum += dot(&state, w) + dot(&state, &ones) + mean(w, state[0]);
    }
    sum + mean(x, 2.0) * dot(x, &w[1..])
}

pub const POINTS: &[(&[f64], &[f64])] = &[(&[0.4, -0.7, 1.2], &[1.0, 2.0, -0.5]), (&[1.5, 0.3], &[0.2, 0.9])];
