//! Elements of two vectors that are asked for together, of which one is changed.

use autodiff::grad;

#[grad(hvp, pullback)]
pub fn option_last_pair(x: &[f64], y: &[f64], k: f64) -> f64 {
    let mut v = x.to_vec();
    let mut t = 0.0;
    if let (Some(a), Some(b)) = (v.last_mut(), y.last()) {
        *a += b * k;
    } else {
        t += k * k;
    }
    match (v.first_mut(), y.get(1)) {
        (Some(a), Some(b)) => *a *= b.sin(),
        _ => t += k,
    }
    t + v.iter().map(|a| a * a).sum::<f64>()
}

pub const POINTS: &[(&[f64], &[f64], f64)] =
    &[(&[0.7, 0.3], &[0.4, 0.1], 0.3), (&[0.7], &[0.4], 0.3), (&[0.7, 0.2], &[], 0.3), (&[], &[0.4, 0.2], 0.9)];
