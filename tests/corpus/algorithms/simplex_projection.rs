//! Simplex projection (sort by index).

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn simplex_projection(v: &[f64], t: f64) -> f64 {
    let n = v.len();
    let mut order: Vec<usize> = (0..n).collect();
    for i in 1..n {
        let mut j = i;
        while j > 0 && v[order[j - 1]] < v[order[j]] {
            order.swap(j - 1, j);
            j -= 1;
        }
    }
    let mut cumulative = 0.0;
    let mut theta = 0.0;
    for (k, &i) in order.iter().enumerate() {
        cumulative += v[i];
        let candidate = (cumulative - t) / (k + 1) as f64;
        if v[i] > candidate {
            theta = candidate;
        }
    }
    v.iter().map(|x| (x - theta).max(0.0)).map(|p| p * p).sum()
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.9, 0.5, 0.3, -0.1], 1.0)];
