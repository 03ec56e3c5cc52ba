//! A convolution padded with zeros.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn option_convolve_pad(x: &[f64]) -> f64 {
    let k = [0.25, 0.5, 0.25];
    let mut y = Vec::new();
    for i in 0..x.len() {
        let mut acc = 0.0;
        for (j, w) in k.iter().enumerate() {
            let v = if i + j >= 1 { x.get(i + j - 1).copied().unwrap_or(0.0) } else { 0.0 };
            acc += w * v;
        }
        y.push(acc);
    }
    y.iter().map(|v| v * v).sum()
}

pub const POINTS: &[&[f64]] = &[&[0.7, 0.3, 0.2], &[0.4]];
