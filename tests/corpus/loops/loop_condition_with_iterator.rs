//! Conditions of `while` in which something runs: iterators, closures, blocks.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_condition_with_iterator(x: &[f64]) -> f64 {
    let mut v = x.to_vec();
    while v.iter().sum::<f64>() < 20.0 {
        v[0] *= 2.0 + x[1];
    }
    let norm = |w: &[f64]| w.iter().map(|a| a * a).sum::<f64>().sqrt();
    while norm(&v) > 5.0 && v.iter().any(|a| *a > 0.1) {
        for a in &mut v {
            *a *= 0.7;
        }
    }
    let mut n = 0;
    while {
        n += 1;
        v[1] += x[2];
        v[1] < 4.0 && n < 3
    } {
        v[0] *= v[1];
    }
    v[0] * v[1] * n as f64
}

pub const POINTS: &[&[f64]] = &[&[0.7, 0.4, 1.1], &[1.3, 0.8, 0.5]];
