//! A calculator with a stack.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn option_rpn(x: &[f64]) -> f64 {
    let ops = [0, 0, 1, 0, 2];
    let mut stack: Vec<f64> = Vec::with_capacity(4);
    let mut next = 0;
    for op in ops {
        match op {
            0 => {
                stack.push(x[next % x.len()]);
                next += 1;
            }
            1 => {
                let b = stack.pop().unwrap();
                let a = stack.pop().unwrap();
                stack.push(a * b);
            }
            _ => {
                let (b, a) = (stack.pop().unwrap(), stack.pop().expect("two"));
                stack.push(a.sin() + b);
            }
        }
    }
    *stack.last().unwrap()
}

pub const POINTS: &[&[f64]] = &[&[1.1, 0.3, 0.9], &[0.4]];
