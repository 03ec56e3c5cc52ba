//! Running median of three, ring buffer.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn ring_buffer_median(x: &[f64], t: f64) -> f64 {
    let mut buf = [0.0; 3];
    let mut head = 0;
    let mut out = 0.0;
    for &v in x {
        buf[head] = v * t;
        head = (head + 1) % buf.len();
        let [a, b, c] = buf;
        let median = a.max(b).min(a.min(b).max(c));
        out += median * median + a;
    }
    out
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.9, 0.5, -0.7, 1.1, 0.2], 1.3)];
