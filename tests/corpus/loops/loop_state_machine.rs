//! A state, an integer and a `bool`, decides what each round does and which
//! state is next.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_state_machine(x: &[f64]) -> f64 {
    let mut state = 0;
    let mut rising = true;
    let mut y = 0.6;
    for &v in x {
        if state == 0 {
            y *= v;
            state = if rising { 1 } else { 2 };
        } else if state == 1 {
            y = y.exp() * v;
            rising = !rising;
            state = 0;
        } else {
            y += v * v * y;
            rising = v > 0.0;
            state -= 1;
        }
    }
    if rising { y } else { y * y }
}

pub const POINTS: &[&[f64]] = &[&[0.7, 0.4, 1.2, -0.5, 0.8], &[0.9, -0.6], &[]];
