//! A slice that is written before it is ever read: what it held does not
//! count.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn memory_out_only(x: &[f64], out: &mut [f64]) {
    let mut total = 1.0;
    for i in 0..x.len() {
        total *= x[i];
        out[i] = total.sin() * x[i];
    }
}

pub const POINTS: &[(&[f64], &[f64])] = &[(&[0.7, -0.4, 1.2], &[9.0, 8.0, 7.0]), (&[0.3], &[5.0, 0.6]), (&[], &[])];
