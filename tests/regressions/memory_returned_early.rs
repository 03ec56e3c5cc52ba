//! An early return of other memory than the result at the end: the two were
//! merged as if they were scalars, and every derivative was zero.

use autodiff::grad;

#[grad(hvp)]
pub fn memory_returned_early(x: &[f64], a: f64) -> Vec<f64> {
    if x.len() < 2 {
        return vec![a * a];
    }
    let mut out = x.to_vec();
    for v in out.iter_mut() {
        *v *= a;
    }
    out
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.7, -0.4], 1.3), (&[0.2], 0.9), (&[], -0.6)];
