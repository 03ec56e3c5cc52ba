//! Helpers on integers need no attribute.

use autodiff::grad;

fn binomial(n: u64, k: u64) -> u64 {
    (1..=k).fold(1, |product, i| product * (n - k + i) / i)
}

fn parity(n: u64) -> bool {
    n % 2 == 0
}

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn call_on_integers(x: f64, n: u64) -> f64 {
    let weight = binomial(n, 2) as f64;
    if parity(n) { weight * x * x } else { x.exp() / weight }
}

pub const POINTS: &[(f64, u64)] = &[(0.7, 4), (0.7, 5)];
