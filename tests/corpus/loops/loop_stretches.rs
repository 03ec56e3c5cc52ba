//! Loops whose adjoints run through rows, parts of rows, and through nothing.

use autodiff::grad;

#[grad(hvp)]
pub fn loop_stretches(a: &[f64], x: &[f64], n: usize, m: usize) -> f64 {
    let mut y = vec![0.0; n];
    for i in 0..n {
        let row = &a[i * m..(i + 1) * m];
        for j in 0..m {
            y[i] += row[j] * x[j];
        }
    }
    // By numbers, forwards and backwards, of which the first is not the first.
    let mut z = vec![0.0; n * m + 1];
    for i in 0..n {
        for j in 0..m {
            z[1 + i * m + j] = a[i * m + j] * y[i].sin() + x[j];
        }
        for j in (0..m).rev() {
            z[j + 1 + i * m] *= x[m - 1 - j];
        }
    }
    // Two parts of one piece of memory, and one that is read and written.
    for j in 0..m {
        z[j + 1] = z[j + 1] * z[(n - 1) * m + j] + z[j];
    }
    // Behind the end there is nothing, and nothing is looked at.
    let end = 3 * z.len();
    for j in 0..m - m {
        z[end + j] += x[j];
    }
    let mut s = 0.0;
    for i in 1..n {
        for j in 0..m {
            s += (z[i * m + j] - z[(i - 1) * m + j + 1]) * y[i];
        }
    }
    s.tanh() + z[0]
}

pub const POINTS: &[(&[f64], &[f64], usize, usize)] = &[
    (&[0.3, 0.8, -0.2, 0.5, 0.1, 0.9], &[0.4, -0.7, 0.6], 2, 3),
    (&[0.3, 0.8, -0.2, 0.5, 0.1, 0.9], &[0.4, -0.7], 3, 2),
    (&[0.7], &[1.3], 1, 1),
    (&[], &[], 2, 0),
];
