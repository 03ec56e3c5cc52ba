//! Levinson-Durbin.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn levinson_durbin(r: &[f64], t: f64) -> f64 {
    let p = r.len() - 1;
    let mut a = vec![0.0; p + 1];
    a[0] = 1.0;
    let mut e = r[0] + t;
    for k in 1..=p {
        let mut lambda = 0.0;
        for j in 0..k {
            lambda -= a[j] * r[k - j];
        }
        lambda /= e;
        for n in 0..=k / 2 {
            let tmp = a[k - n] + lambda * a[n];
            a[n] += lambda * a[k - n];
            a[k - n] = tmp;
        }
        e *= 1.0 - lambda * lambda;
    }
    e.ln() + a[p]
}

pub const POINTS: &[(&[f64], f64)] = &[(&[1.0, 0.5, 0.2, -0.1], 0.1)];
