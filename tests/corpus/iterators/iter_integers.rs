//! Sums, products, extremes and counts of integers, in the type that they have.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_integers(x: f64, n: u8) -> f64 {
    let doubled: i32 = (1..4).map(|k| k * 2 - 5).sum();
    let factorial: i64 = (1..=15).product();
    let most = (0..5).map(|k| (k - 3) * (k - 1)).max().unwrap();
    let least = [3, -5, 2].iter().map(|k| k * k - 10).min().unwrap();
    let folded = (0..5).fold(0, |a, k| a - k);
    let even = (0..n).filter(|k| k % 2 == 0).count();
    let bytes: u32 = [1u8, 2, 255].iter().map(|k| *k as u32).sum();
    let series: f64 = (1..=3).map(|m| x.powi(m) / (1..=m).product::<i32>() as f64).sum();
    let whole = doubled + most + least + folded;
    whole as f64 * x + (factorial as f64).ln() * x * x + (even as i32 - 5) as f64 * series + bytes as f64
}

pub const POINTS: &[(f64, u8)] = &[(0.7, 3), (-1.3, 0)];
