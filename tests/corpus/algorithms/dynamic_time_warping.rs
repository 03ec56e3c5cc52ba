//! The cost of the cheapest alignment of two series, over two rows of a table.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn dynamic_time_warping(a: &[f64], b: &[f64]) -> f64 {
    let m = b.len();
    let mut previous = vec![f64::INFINITY; m + 1];
    previous[0] = 0.0;
    for &x in a {
        let mut current = vec![f64::INFINITY; m + 1];
        for j in 1..=m {
            let cost = (x - b[j - 1]) * (x - b[j - 1]);
            current[j] = cost + previous[j].min(current[j - 1]).min(previous[j - 1]);
        }
        previous = current;
    }
    previous[m]
}

pub const POINTS: &[(&[f64], &[f64])] =
    &[(&[1.0, 3.0, 4.0, 0.5], &[1.2, 2.7, 0.9]), (&[0.5], &[1.0, -0.4]), (&[], &[])];
