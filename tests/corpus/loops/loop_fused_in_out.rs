//! Iterations that read what no other one writes, and leave a result behind them.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn loop_fused_in_out(x: &[f64], y: &mut [f64], k: f64) -> f64 {
    let mut sum = 0.0;
    for i in (0..y.len()).rev() {
        let e = (k * x[i]).exp();
        sum += e * e.ln() + y[i];
        y[i] = e;
    }
    sum
}

pub const POINTS: &[(&[f64], &[f64], f64)] = &[(&[0.4, -0.8, 1.2], &[0.1, 0.2, 0.3], 0.7), (&[0.5], &[1.5], -0.4)];
