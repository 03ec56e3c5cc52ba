//! Scratch that callees fill, whole and in parts, and read.

use autodiff::grad;

#[grad(hvp, taylor)]
fn features(x: f64, w: &[f64], out: &mut [f64]) {
    for (out, w) in out.iter_mut().zip(w) {
        *out = (w * x).cos() * w;
    }
}

#[grad(hvp, taylor)]
fn energy(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * a * b).sum()
}

#[grad(hvp, taylor)]
pub fn independent_calls(w: &[f64], x: &[f64]) -> f64 {
    let (mut a, mut b) = (vec![0.0; w.len()], w.to_vec());
    let mut total = 0.0;
    #[independent]
    for pair in x.windows(2) {
        features(pair[0], w, &mut a);
        b.copy_from_slice(&a);
        let half = b.len() / 2;
        features(pair[1], &w[half..], &mut b[half..]);
        total += energy(&a, &b) * pair[1];
    }
    total
}

pub const POINTS: &[(&[f64], &[f64])] =
    &[(&[0.3], &[0.4]), (&[0.3, -0.8], &[0.4, -0.7]), (&[0.5, 0.9, 0.7], &[0.2, 0.9, 1.3, 0.4])];
