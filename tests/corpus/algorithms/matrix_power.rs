//! A power of a two by two matrix by repeated squaring.

use autodiff::grad;

#[grad(hvp, taylor)]
fn product(a: &[[f64; 2]; 2], b: &[[f64; 2]; 2]) -> [[f64; 2]; 2] {
    let mut c = [[0.0; 2]; 2];
    for i in 0..2 {
        for j in 0..2 {
            c[i][j] = a[i][0] * b[0][j] + a[i][1] * b[1][j];
        }
    }
    c
}

#[grad(hvp, taylor, pullback, sparse_jacobian)]
pub fn matrix_power(a: [[f64; 2]; 2], exponent: u32) -> [[f64; 2]; 2] {
    let mut result = [[1.0, 0.0], [0.0, 1.0]];
    let mut base = a;
    let mut n = exponent;
    while n > 0 {
        if n & 1 == 1 {
            result = product(&result, &base);
        }
        base = product(&base, &base);
        n >>= 1;
    }
    result
}

pub const POINTS: &[([[f64; 2]; 2], u32)] =
    &[([[0.9, 0.3], [-0.4, 1.1]], 5), ([[0.5, -0.8], [0.7, 0.2]], 2), ([[0.5, -0.8], [0.7, 0.2]], 0)];
