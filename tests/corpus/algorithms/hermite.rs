//! A Hermite polynomial by its recurrence, in a `while` loop.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn hermite(x: f64, degree: u16) -> f64 {
    if degree == 0 {
        return 1.0;
    }
    let mut previous = 1.0;
    let mut current = x;
    let mut n = 1;
    while n < degree {
        let next = x * current - f64::from(n) * previous;
        previous = current;
        current = next;
        n += 1;
    }
    current * (-0.25 * x * x).exp()
}

pub const POINTS: &[(f64, u16)] = &[(0.9, 4), (-1.3, 1), (0.4, 0)];
