//! Vectors and matrices whose sizes are known at run time, and generic code.

use autodiff::{check, grad};
use nalgebra::{DMatrix, DVector, Vector3};

#[grad(hvp)]
fn ridge(w: &DVector<f64>, #[constant] x: &DMatrix<f64>, #[constant] y: &DVector<f64>, lambda: f64) -> f64 {
    let r = x * w - y;
    r.norm_squared() + lambda * w.dot(w)
}

#[grad(hvp)]
fn quadratic(x: &DVector<f64>, a: &DMatrix<f64>) -> f64 {
    let y = a * x;
    0.5 * x.dot(&y) + a.transpose().trace() + y[1] * a[(0, 1)]
}

#[grad(hvp)]
fn rosenbrock(x: &DVector<f64>) -> f64 {
    let mut sum = 0.0;
    for i in 0..x.len() - 1 {
        sum += 100.0 * (x[i + 1] - x[i] * x[i]).powi(2) + (1.0 - x[i]).powi(2);
    }
    sum
}

#[test]
fn dynamic_sizes() {
    let x = DMatrix::from_row_slice(3, 2, &[1.0, 2.0, 0.5, -1.0, 0.3, 0.7]);
    let w = DVector::from_vec(vec![0.4, -0.6]);
    check!(
        ridge(
            &w,
            #[constant]
            &x,
            #[constant]
            &DVector::from_vec(vec![1.0, 0.0, 0.5]),
            0.1
        ),
        hvp
    );
    check!(quadratic(&w, &DMatrix::from_row_slice(2, 2, &[2.0, 0.5, 0.3, 1.0])), hvp);
    check!(rosenbrock(&DVector::from_vec(vec![0.4, -0.6, 1.1])), hvp);
}

#[grad(hvp)]
fn single(a: &Vector3<f32>, b: &Vector3<f32>) -> f32 {
    a.dot(b) + a.cross(b).norm() * 2.0
}

#[test]
fn single_precision() {
    check!(single(&Vector3::new(1.0, 2.0, -0.5), &Vector3::new(0.3, -0.7, 1.1)), hvp);
}

#[grad(hvp)]
fn rows(a: &DMatrix<f64>) -> f64 {
    let mut sum = 0.0;
    for i in 0..a.nrows() {
        for k in 0..a.ncols() {
            sum += (a[(i, k)] * (i + 1) as f64).sin();
        }
    }
    sum
}

#[test]
fn extents() {
    check!(rows(&DMatrix::from_row_slice(3, 2, &[1.0, 2.0, 0.5, -1.0, 0.3, 0.7])), hvp);
}
