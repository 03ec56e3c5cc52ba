//! The result of a call in a variable whose name an array has in other blocks:
//! it was taken for memory.

use autodiff::grad;

#[grad(hvp)]
fn cube(x: f64) -> f64 {
    x * x * x
}

#[grad(hvp)]
pub fn name_of_an_array_elsewhere(x: f64, y: f64) -> f64 {
    let first = {
        let v = [x, y];
        v[0] * v[1]
    };
    let v = cube(x);
    let mut s = first + v * y;
    for i in 0..2 {
        let v = [v, s];
        s += v[i] * v.len() as f64;
    }
    match [s, y] {
        v if v[0] > 10.0 => v[1],
        _ => s * v,
    }
}

pub const POINTS: &[(f64, f64)] = &[(0.7, -0.4), (2.7, 0.3)];
