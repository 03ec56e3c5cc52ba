//! A `match` on the loop variable, some of whose arms assign and some of which
//! skip.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_match(x: f64, y: f64, n: usize) -> f64 {
    let mut a = x;
    let mut b = y;
    for k in 0..n {
        match k % 4 {
            0 => a *= b,
            1 | 2 => {
                b = a.sin();
                a += b * x;
            }
            3 if k > 4 => break,
            _ => continue,
        }
        b += a * y;
    }
    a * b
}

pub const POINTS: &[(f64, f64, usize)] = &[(0.7, 0.9, 8), (0.4, -0.5, 4), (0.6, 0.3, 0)];
