//! Ranges without an end: left by `break`, zipped, taken from.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_range_open(x: &[f64], n: usize) -> f64 {
    let mut s = x[0];
    for k in 0.. {
        if k % 2 == 1 {
            continue;
        }
        s = s * x[1] + 0.1;
        if k > n {
            break;
        }
    }
    for (i, v) in (1..).zip(x) {
        s += v * v * i as f64;
    }
    for (v, i) in x.iter().zip(2..) {
        s *= v + i as f64;
    }
    s += (1..).map(|k| x[1] / k as f64).take_while(|t| *t > 0.07).sum::<f64>();
    for k in (0i32..).step_by(3).take(3) {
        s += x[0] * (k as f64).cos();
    }
    s
}

pub const POINTS: &[(&[f64], usize)] = &[(&[0.7, 0.4], 3), (&[0.3, 0.5, 0.9], 0)];
