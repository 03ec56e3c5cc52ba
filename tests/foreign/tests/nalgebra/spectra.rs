//! Eigenvectors and singular vectors.

use autodiff::{check, grad};
use nalgebra::{DMatrix, DVector, Matrix3, SymmetricEigen};

/// The root of a symmetric matrix.
#[grad]
fn root(m: &DMatrix<f64>, k: &DVector<f64>) -> f64 {
    let e = m.clone().symmetric_eigen();
    let d = DMatrix::from_diagonal(&e.eigenvalues.map(|l| l.sqrt()));
    let r = &e.eigenvectors * d * e.eigenvectors.transpose();
    (r * k).norm() + e.eigenvectors[(0, 1)]
}

#[grad]
fn principal(m: &Matrix3<f64>) -> f64 {
    let (e, tried) = (SymmetricEigen::new(*m), m.try_symmetric_eigen(1e-14, 100).unwrap());
    let v = e.eigenvectors.column(0).into_owned();
    v.dot(&(m * v)) * tried.eigenvalues.max() + (v * v.transpose()).sum()
}

#[grad]
fn singular(m: &DMatrix<f64>) -> f64 {
    let s = m.clone().svd(true, true);
    let (u, v) = (s.u.unwrap(), s.v_t.unwrap());
    (u.column(0) * v.row(0)).sum() * s.singular_values[1] + u[(2, 1)] * v[(1, 0)]
}

/// One side alone, and neither.
#[grad]
fn one_side(m: &DMatrix<f64>) -> f64 {
    let (left, right) = (m.clone().svd(true, false), m.clone().svd(false, true));
    let values = m.clone().svd(false, false).singular_values;
    let (u, v) = (left.u.unwrap(), right.v_t.unwrap());
    u[(0, 0)] * u[(2, 1)] * values[0] + v[(0, 1)] * values.sum() + left.singular_values[1]
}

#[test]
fn spectra() {
    let symmetric = [2.0, 0.3, -0.4, 0.3, 1.1, 0.2, -0.4, 0.2, 3.0];
    check!(root(&DMatrix::from_row_slice(3, 3, &symmetric), &DVector::from_row_slice(&[0.7, -1.2, 0.4])));
    check!(principal(&Matrix3::from_row_slice(&symmetric)));
    let tall = DMatrix::from_row_slice(3, 2, &[1.2, 0.3, -0.4, 0.9, -0.7, 0.2]);
    check!(singular(&tall));
    check!(one_side(&tall));
    check!(one_side(&DMatrix::from_row_slice(3, 3, &[1.2, 0.3, -0.4, 0.9, -0.7, 0.2, 0.1, 0.5, 2.0])));
}

/// What is constant along equal values has a derivative there.
#[grad]
fn trace_of_root(m: &Matrix3<f64>) -> f64 {
    m.symmetric_eigen().eigenvalues.map(|l| l.sqrt()).sum()
}

#[test]
fn equal_values() {
    assert_eq!(trace_of_root_grad(&Matrix3::identity()), Matrix3::identity() * 0.5);
}
