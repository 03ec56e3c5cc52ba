//! Rodrigues' rotation of a vector by an axis-angle vector, with the limit
//! for small angles.

use autodiff::grad;

#[grad(hvp, taylor)]
fn cross(a: &[f64; 3], b: &[f64; 3]) -> [f64; 3] {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

#[grad(hvp, taylor, pullback, sparse_jacobian)]
pub fn rodrigues(rotation: [f64; 3], x: [f64; 3]) -> [f64; 3] {
    let square: f64 = rotation.iter().map(|r| r * r).sum();
    if square < 1e-12 {
        let shift = cross(&rotation, &x);
        return [x[0] + shift[0], x[1] + shift[1], x[2] + shift[2]];
    }
    let theta = square.sqrt();
    let (sin, cos) = theta.sin_cos();
    let axis = rotation.map(|r| r / theta);
    let side = cross(&axis, &x);
    let along = (axis[0] * x[0] + axis[1] * x[1] + axis[2] * x[2]) * (1.0 - cos);
    let mut out = [0.0; 3];
    for i in 0..3 {
        out[i] = x[i] * cos + side[i] * sin + axis[i] * along;
    }
    out
}

pub const POINTS: &[([f64; 3], [f64; 3])] =
    &[([0.3, -0.7, 0.5], [1.0, 0.4, -0.8]), ([2.0, 0.6, -1.1], [0.2, -0.5, 0.9])];
