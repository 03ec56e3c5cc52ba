//! A square root by Newton's iteration, left when the step is small.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn newton_sqrt(a: f64) -> f64 {
    let mut x = if a > 1.0 { a } else { 1.0 };
    for _ in 0..50 {
        let next = 0.5 * (x + a / x);
        let step = (next - x).abs();
        x = next;
        if step < 1e-12 * x {
            break;
        }
    }
    x
}

pub const POINTS: &[f64] = &[2.0, 0.3, 17.5];
