//! `fill` with an active value, of everything and of a part.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn memory_fill(x: &mut [f64], t: f64) -> f64 {
    let mut y = t;
    for v in x.iter() {
        y += v * v;
    }
    x.fill(y.sin());
    x[0] *= t;
    let head = x[0] * t;
    x[..1].fill(head);
    y * x[0] * x[x.len() - 1]
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.7, -0.4, 1.2], 0.6), (&[0.3], -0.9)];
