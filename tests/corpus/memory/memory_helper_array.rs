//! A helper takes arrays and returns one: a cross product, twice.

use autodiff::grad;

#[grad(hvp, taylor)]
fn cross(a: [f64; 3], b: [f64; 3]) -> [f64; 3] {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

#[grad(hvp, taylor, pullback)]
pub fn memory_helper_array(a: [f64; 3], b: [f64; 3]) -> f64 {
    let c = cross(a, b);
    let d = cross(c, a);
    d[0] * c[2] + d[1].sin() + cross(d, b)[2]
}

pub const POINTS: &[([f64; 3], [f64; 3])] =
    &[([0.7, -0.4, 1.2], [0.5, 0.3, -0.8]), ([0.1, 0.9, -1.4], [-0.6, 0.7, 0.2])];
