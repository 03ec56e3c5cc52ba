//! Simpson's rule, with weights that alternate between four and two.

use autodiff::grad;

#[grad(hvp, taylor)]
fn integrand(x: f64, p: f64) -> f64 {
    (1.0 + p * x * x).ln() / (1.0 + x)
}

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn simpson(upper: f64, p: f64, panels: usize) -> f64 {
    let n = 2 * panels;
    let h = upper / n as f64;
    let inner: f64 = (1..n)
        .map(|i| {
            let weight = if i % 2 == 1 { 4.0 } else { 2.0 };
            weight * integrand(i as f64 * h, p)
        })
        .sum();
    h / 3.0 * (integrand(0.0, p) + inner + integrand(upper, p))
}

pub const POINTS: &[(f64, f64, usize)] = &[(1.5, 0.8, 3), (0.6, 2.0, 1)];
