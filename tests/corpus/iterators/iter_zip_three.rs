//! Three slices side by side: pairs within pairs.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_zip_three(x: &[f64], y: &[f64], w: &[f64]) -> f64 {
    let mut z = 0.5;
    for ((a, b), c) in x.iter().zip(y).zip(w) {
        z = z * a + b * c.sin();
    }
    z + x.iter().zip(y.iter().zip(w.iter())).map(|(a, (b, c))| a * b * c).sum::<f64>()
}

pub const POINTS: &[(&[f64], &[f64], &[f64])] =
    &[(&[0.7, -0.4], &[0.9, 0.5], &[0.3, 1.1]), (&[0.3, 0.2], &[0.6], &[-0.8, 0.4]), (&[], &[], &[])];
