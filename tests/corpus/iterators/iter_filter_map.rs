//! `filter_map`: the closure decides what is kept, and what it becomes.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_filter_map(x: &[f64], t: f64) -> f64 {
    let large: f64 = x.iter().filter_map(|v| if *v > t { Some(v * v * v) } else { None }).sum();
    let kept: Vec<f64> = x
        .iter()
        .filter_map(|&v| {
            let w = v.sin();
            (w > 0.4).then(|| w * v)
        })
        .collect();
    let present = (0..4).filter_map(|i| x.get(i).map(|v| v * i as f64)).fold(t, |a, b| a + b * b);
    large * present + kept.iter().map(|v| v * v).sum::<f64>()
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.7, -0.4, 1.2], 0.6), (&[0.3, 0.9, 0.2, 0.8, 1.5], 0.25), (&[], 0.5)];
