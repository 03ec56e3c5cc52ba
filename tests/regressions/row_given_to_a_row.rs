//! A row of an array that becomes another row of it: the reverse sweep borrowed
//! the shadow twice.

use autodiff::grad;

#[grad(hvp)]
pub fn row_given_to_a_row(q: &mut [[f64; 2]], x: f64) -> f64 {
    let t = q[0];
    q[0] = q[1];
    q[1] = t;
    for i in 1..q.len() {
        q[i - 1] = q[i];
        q[i][0] *= q[i - 1][1] * x;
    }
    let mut v = vec![x, 2.0, x * x, q[0][0]];
    let n = 2;
    for _ in 0..2 {
        let c = v[n..].to_vec();
        v[..n].copy_from_slice(&c);
        v[2] *= v[0];
    }
    q[0][0] * q[1][0] * v[1] + v[2]
}

pub const POINTS: &[(&[[f64; 2]], f64)] =
    &[(&[[0.3, 0.4], [1.1, -0.5], [0.7, 0.2]], 0.9), (&[[0.6, 1.2], [-0.3, 0.8]], 1.4)];
