//! Nested loops whose counts are literals keep what they overwrite in arrays
//! that are indexed by all their counters, also backwards and from an offset.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn nested_literal_counts(x: f64, mut a: [f64; 4]) -> f64 {
    'sweeps: for i in 0..3_usize {
        for j in (1..=3).rev() {
            if a[j] > 0.1 {
                a[j] = (a[j] * a[j - 1]).sin() + x;
            } else if a[j] < -5.0 {
                continue 'sweeps;
            }
            for k in -1_i32..1 {
                a[i] *= 1.0 + 0.1 * a[j] * k as f64;
            }
        }
        for _ in 2..2 {
            a[0] *= a[1];
        }
    }
    a[3] * a[0] + a[2] * a[1]
}

pub const POINTS: &[(f64, [f64; 4])] = &[(0.7, [0.4, 0.9, 1.1, 0.2]), (-0.3, [0.4, -6.0, 0.05, 0.2])];
