//! Tuples and arrays behind `&mut`, taken apart by patterns.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn memory_pairs_mutable(v: &mut [(f64, f64)], m: &mut [[f64; 2]], x: f64) {
    for (q, p) in v.iter_mut() {
        *q += *p * x;
        *p *= *q;
    }
    for (i, s) in v.iter_mut().enumerate() {
        let (q, p) = s;
        *q *= *p + i as f64;
    }
    for [a, b] in m.iter_mut() {
        *a *= *b * x;
        *b = a.sin();
    }
}

pub const POINTS: &[(&[(f64, f64)], &[[f64; 2]], f64)] =
    &[(&[(0.3, 0.4), (0.6, 0.8)], &[[0.5, 1.5]], 0.9), (&[(1.3, -0.4)], &[[0.5, -1.5], [0.2, 0.3]], -0.7)];
