//! A vector that is copied in the body of a loop and then changes its length: its
//! shadow had the length of the copy.

use autodiff::grad;

#[grad(hvp)]
fn powers(y: &[f64], s: f64) -> Vec<f64> {
    y.iter().map(|v| v * s).collect()
}

#[grad(hvp)]
pub fn copy_that_grows(x: &[f64], n: usize) -> f64 {
    let mut y = x.to_vec();
    let mut s = x[1];
    for k in 0..n {
        let mut t = y.clone();
        t.push(1.5);
        y[0] = t[0] * t[1] * t[t.len() - 1];
        t.pop();
        t.truncate(1);
        t.push(y[1] * t[0]);
        y[1] = t[1];
        let mut u: Vec<f64> = powers(&y, s);
        u.push(s);
        if k % 2 == 0 {
            u.clear();
            u.push(s * s);
        }
        s = u[0] + 0.1 * u[u.len() - 1];
    }
    y[0] * y[1] * s
}

pub const POINTS: &[(&[f64], usize)] = &[(&[0.7, 0.4, 1.2], 1), (&[0.7, 0.9, 1.2], 3), (&[1.1, -0.6], 2)];
