//! A `while` loop that two active variables are carried through, each of which
//! is overwritten with the other's old value in it.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_while_two_variables(x: f64, y: f64) -> f64 {
    let mut low = x;
    let mut high = y;
    while high - low > 0.3 {
        let middle = 0.5 * (low + high);
        high = (middle * high).sqrt();
        low = 2.0 * low * middle / (low + middle);
    }
    low * high
}

pub const POINTS: &[(f64, f64)] = &[(1.0, 4.0), (0.5, 1.7), (1.0, 1.2)];
