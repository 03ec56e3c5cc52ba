//! A loop returns a pair early; the pair at the end is another.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn loop_return_tuple(x: &[f64], level: f64) -> (f64, f64) {
    let mut sum = 0.0;
    let mut last = level;
    for &v in x {
        if v * last > level {
            return (v * last, sum);
        }
        sum += v * v;
        last = v.exp();
    }
    (sum, last * level)
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.3, 0.8, 1.4], 1.3), (&[0.3, -0.4], 0.9), (&[], 0.6)];
