//! A closure with a block for a body: locals, an `if`, a loop.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_closure_block(x: f64, y: f64) -> f64 {
    let iterate = |start: f64, n: usize| {
        let mut z = start;
        for _ in 0..n {
            let w = z * y;
            z = if w > 0.5 { w.sin() } else { z * x + w };
        }
        z * z
    };
    iterate(x, 2) + iterate(y, 3) * x
}

pub const POINTS: &[(f64, f64)] = &[(0.7, 1.1), (-0.4, 0.6)];
