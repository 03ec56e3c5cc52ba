//! The inner loop goes on with the next round of the outer one.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_label_continue(x: &[f64]) -> f64 {
    let mut y = 0.4;
    'outer: for i in 0..x.len() {
        for j in 0..i {
            if x[j] > x[i] {
                y *= x[j] - x[i];
                continue 'outer;
            }
            y += x[j] * y;
        }
        y += x[i].exp();
    }
    y
}

pub const POINTS: &[&[f64]] = &[&[0.2, 0.7, -0.4, 0.5], &[0.3, 0.9], &[]];
