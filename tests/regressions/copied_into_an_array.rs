//! `copy_from_slice` into an array: the array was taken for a vector, as the slice
//! is one.

use autodiff::grad;

#[grad(hvp)]
fn in_out(a: &mut [[f64; 3]; 2], x: &[f64]) {
    a[0].copy_from_slice(&x[..3]);
    a[1].clone_from_slice(&x[1..]);
}

#[grad(hvp)]
pub fn copied_into_an_array(x: &[f64]) -> f64 {
    let mut a = [0.0; 3];
    a.copy_from_slice(&x[1..4]);
    let mut b: [[f64; 3]; 2] = [[0.0; 3]; 2];
    b[0].copy_from_slice(&x[..3]);
    let mut c = vec![[0.0; 3]; 2];
    c[0].copy_from_slice(&x[..3]);
    in_out(&mut b, x);
    let pair = [x[0], x[1]];
    let mut v: Vec<Vec<f64>> = vec![vec![0.0, 0.0]; 2];
    v[0].copy_from_slice(&pair);
    a[0] * a[2] + b[0][1] * b[1][2] + c[0][0] * v[0][1] * c[0][1]
}

pub const POINTS: &[&[f64]] = &[&[0.71, 1.32, 0.43, 1.94]];
