//! The inner loop ends the outer one.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_label_break(x: &[f64], limit: f64) -> f64 {
    let mut sum = 0.0;
    'outer: for i in 0..x.len() {
        for j in 0..=i {
            sum += x[i] * x[j];
            if sum > limit {
                sum *= limit;
                break 'outer;
            }
        }
        sum = sum.sin();
    }
    sum * sum
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.7, 0.4, 1.2], 0.9), (&[0.7, 0.4], 2.0), (&[], 0.5)];
