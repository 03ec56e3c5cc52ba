//! Rows of a vector that are exchanged, or replaced by `clone_from_slice`: the
//! reverse sweep took their lengths for those that they had in the end.

use autodiff::grad;

#[grad(hvp)]
pub fn lengths_of_rows(x: &[f64], n: usize) -> f64 {
    let mut v = vec![vec![x[0]], vec![1.0; 2]];
    let w = vec![vec![x[1], x[0], 1.0], vec![x[1] * x[1]]];
    let mut s = x[0];
    for k in 0..n {
        s *= 0.5 * v[0].len() as f64 * s;
        for j in 0..v[0].len() {
            v[0][j] *= s + x[1];
        }
        if k % 3 == 2 {
            v.clone_from_slice(&w);
            v[0][1] *= s;
        }
        v.swap(0, 1);
    }
    s * v[0][0] + v[1][0] * v[0][v[0].len() - 1]
}

pub const POINTS: &[(&[f64], usize)] = &[(&[0.7, 0.4], 2), (&[0.7, 0.4], 3), (&[1.2, -0.6], 5)];
