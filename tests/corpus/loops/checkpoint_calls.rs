//! Callees on memory, loops with checkpoints in each other, and code that runs once.

use autodiff::grad;

#[grad(hvp, taylor)]
fn rate(y: &[f64], p: f64, out: &mut [f64]) {
    for i in 0..y.len() {
        out[i] = p * y[i] * (1.0 - y[(i + 1) % y.len()]);
    }
}

fn wind(step: usize) -> f64 {
    (step as f64).cos()
}

#[grad(hvp, taylor)]
pub fn checkpoint_calls(y0: &[f64], p: f64, n: usize) -> f64 {
    let mut y = y0.to_vec();
    let mut k = vec![0.0; y.len()];
    let mut seen = 0.0;
    #[checkpoint(every = 4)]
    for step in 0..n {
        rate(&y, p, &mut k);
        let wind = wind(step);
        #[checkpoint(sqrt)]
        for i in 0..y.len() {
            y[i] += 0.1 * k[i] * wind;
            seen += y[i] * y[0];
        }
    }
    seen * y[0]
}

pub const POINTS: &[(&[f64], f64, usize)] =
    &[(&[0.3, 0.8], 0.4, 0), (&[0.3, 0.8, 0.2], 0.4, 3), (&[0.5, 0.1, 0.7, 0.2, 0.9], 1.3, 9)];
