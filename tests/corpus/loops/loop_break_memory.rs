//! `break` with an array or a vector that the iteration has made.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_break_memory(x: &[f64]) -> f64 {
    let mut step = 1.0;
    let y = loop {
        let t: Vec<f64> = x.iter().map(|v| v - step * v * v).collect();
        if t.iter().map(|v| v * v).sum::<f64>() < 1.0 {
            break t;
        }
        step *= 0.5;
    };
    let a = [x[0], x[1]];
    let mut k = 0;
    let (b, n) = 'outer: loop {
        let mut c = a;
        for j in 0..3 {
            c[0] *= x[2];
            if c[0] < 0.5 && j > 0 {
                break 'outer (c, j);
            }
            k += 1;
        }
        if k > 4 {
            break (a, 7);
        }
    };
    let v = 'block: {
        if x[0] > 0.5 {
            break 'block vec![x[0] * b[0], 1.0];
        }
        vec![x[1]; 3]
    };
    y[0] * y[1] + b[0] * b[0] * n as f64 + v[0] * v[1]
}

pub const POINTS: &[&[f64]] = &[&[0.7, 0.4, 1.1], &[0.4, 0.9, 0.8]];
