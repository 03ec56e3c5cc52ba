//! A `return` of a call from within two loops: the result, of unknown type,
//! was refused as memory that ends with the iteration.

use autodiff::grad;

#[grad(hvp)]
fn cube(x: f64) -> f64 {
    x * x * x
}

#[grad(hvp)]
pub fn call_returned_from_loop(x: f64, y: f64) -> f64 {
    let a = [x, y, x * y, y];
    for _ in 0..3 {
        for i in 0..3 {
            if a[i + 1] > a[i] {
                return cube(x) * a[i];
            }
        }
    }
    a[0]
}

pub const POINTS: &[(f64, f64)] = &[(0.7, -0.4), (-0.7, 0.3)];
