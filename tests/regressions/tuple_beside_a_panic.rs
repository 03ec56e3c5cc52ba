//! A tuple with an array in it, assigned in a loop from a branch that goes on in one arm.

use autodiff::grad;

#[grad(hvp)]
pub fn tuple_beside_a_panic(x: f64, y: f64) -> f64 {
    let mut a = ([x * y, 0.1], 0.1);
    for k in 0..3 {
        a = if x.abs() < -1.0 { panic!() } else { ([a.0[1] + y, x * a.1 + k as f64], a.0[0].sin()) };
    }
    a.0[0] * a.0[1] + a.1
}

pub const POINTS: &[(f64, f64)] = &[(0.7, -0.4), (1.3, 0.2)];
