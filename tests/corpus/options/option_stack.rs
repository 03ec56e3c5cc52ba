//! A stack that is emptied by `while let`, and pushed to meanwhile.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn option_stack(x: &[f64]) -> f64 {
    let mut stack = Vec::new();
    for &v in x {
        stack.push(v * v);
    }
    let mut s = 1.0;
    while let Some(top) = stack.pop() {
        s = s * 0.5 + top * s;
        if s > 2.0 && stack.len() > 1 {
            let b = stack.pop().unwrap();
            stack.push(b * 0.5);
            s -= 1.0;
        }
    }
    s
}

pub const POINTS: &[&[f64]] = &[&[1.1, 0.3, 0.9, -0.4, 1.5], &[0.4], &[]];
