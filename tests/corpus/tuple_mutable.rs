//! Fields of a tuple assigned one at a time.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn tuple_mutable(x: f64, y: f64) -> f64 {
    let mut state = (x, y, 0);
    state.0 *= state.1;
    state.2 += 1;
    if state.0 > 0.5 {
        state.1 = state.0.sin();
        state.2 += 1;
    }
    let copy = state;
    state.0 = 0.0;
    copy.0 * copy.1 + state.0 + copy.2 as f64 * y
}

pub const POINTS: &[(f64, f64)] = &[(0.7, 1.3), (0.2, 0.4)];
