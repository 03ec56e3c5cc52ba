//! A labelled `loop` with a value, broken out of from a `for` inside it.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_label_break_value(x: f64, y: f64, n: usize) -> f64 {
    let mut z = x;
    let found = 'search: loop {
        for k in 0..n {
            z = z * y + 0.5;
            if z > 2.0 {
                break 'search z * (k + 1) as f64;
            }
        }
        if z > 1.2 {
            break z.exp();
        }
        z += x * x;
    };
    found * x + z
}

pub const POINTS: &[(f64, f64, usize)] = &[(0.7, 1.2, 2), (1.1, 0.5, 2), (0.9, 0.8, 0)];
