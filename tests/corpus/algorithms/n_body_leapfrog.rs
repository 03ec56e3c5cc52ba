//! Particle in a box: leapfrog with many bodies.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn n_body_leapfrog(x0: &[f64], h: f64) -> f64 {
    let n = x0.len();
    let mut x = x0.to_vec();
    let mut v = vec![0.0; n];
    let accelerate = |x: &[f64]| -> Vec<f64> {
        let mut a = vec![0.0; x.len()];
        for i in 0..x.len() {
            for j in 0..x.len() {
                if i == j {
                    continue;
                }
                let d = x[j] - x[i];
                a[i] += d / (d * d + 0.1).powf(1.5);
            }
        }
        a
    };
    let mut a = accelerate(&x);
    for _ in 0..4 {
        for i in 0..n {
            v[i] += 0.5 * h * a[i];
            x[i] += h * v[i];
        }
        a = accelerate(&x);
        for i in 0..n {
            v[i] += 0.5 * h * a[i];
        }
    }
    v.iter().map(|v| 0.5 * v * v).sum()
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.0, 1.0, 2.5], 0.1)];
