//! What is made of functions, items, rows and literals; and what is changed in place.

use autodiff::{check, grad};
use nalgebra::{DMatrix, DVector, Matrix2, Matrix3, SMatrix, Vector2, Vector3, dmatrix, dvector, matrix, vector};

#[grad(hvp)]
fn kernel(x: &DVector<f64>, l: f64) -> f64 {
    let n = x.len();
    let k =
        DMatrix::from_fn(n, n, |i, j| (-(x[i] - x[j]).powi(2) / (2.0 * l * l)).exp() + if i == j { 0.1 } else { 0.0 });
    let c = k.cholesky().unwrap();
    c.solve(x).dot(x)
}

#[grad(hvp)]
fn filled(x: &[f64], k: f64) -> f64 {
    let v = DVector::from_fn(x.len(), |i, _| k * x[i] * x[(i + 1) % x.len()]);
    let m = SMatrix::<f64, 2, 3>::from_fn(|i, j| k * x[i] + (j as f64) * x[j]);
    let w = DVector::from_iterator(x.len(), x.iter().map(|a| a.sin() * k));
    let n = Matrix2::from_row_iterator(x.iter().take(4).map(|a| a * k));
    v.norm_squared() + m.norm() + w.dot(&v) + n[(0, 1)] * n[(1, 0)]
}

#[grad(hvp)]
fn literals(x: f64, y: f64) -> f64 {
    let a = dvector![x, y, x * y];
    let b = vector![x, 1.0, y];
    let m = matrix![x, y; -y, 2.0 * x];
    let d = dmatrix![x, 1.0, y; y, 2.0, x];
    a.norm_squared() + b.norm() + m.determinant() * m[(0, 1)] + (d * a).norm()
}

#[grad(hvp)]
fn of_lines(a: &Vector2<f64>, b: &Vector2<f64>, x: [f64; 3]) -> f64 {
    let m = Matrix2::from_rows(&[a.transpose(), b.transpose()]);
    let n = Matrix2::from_columns(&[a + b, a - b]);
    (m * n).trace() + (Matrix3::from_diagonal_element(x[0]) * Vector3::from(x)).norm()
}

#[grad(hvp)]
fn in_place(x: &DVector<f64>, m: &DMatrix<f64>, k: f64) -> f64 {
    let mut y = x.clone();
    y.axpy(k, x, 0.5);
    y.scale_mut(k);
    y.gemv(k, m, x, 2.0);
    y.add_scalar_mut(k);
    y.component_mul_assign(x);
    let mut z = DVector::zeros(x.len());
    z.copy_from(&y);
    z.normalize_mut();
    y.sum() * z[0]
}

#[grad(hvp)]
fn between(a: &Vector3<f64>, b: &Vector3<f64>, t: f64) -> f64 {
    a.lerp(b, t).norm() + a.angle(b) + a.abs().sum() * a.amax() + b.amin() + a.unscale(t).norm()
}

#[grad(hvp)]
fn kronecker(a: &Matrix2<f64>, b: &SMatrix<f64, 2, 3>) -> f64 {
    a.kronecker(b).fixed_view::<2, 2>(1, 2).determinant() + a.adjoint().upper_triangle().norm()
}

#[grad(hvp)]
fn homogeneous(x: &DVector<f64>) -> f64 {
    let h = x.push(1.0);
    h.norm() * h.try_normalize(1e-9).unwrap()[0]
}

#[test]
fn what_is_made() {
    let x = DVector::from_vec(vec![0.3, -0.7, 1.1]);
    check!(kernel(&x, 0.9), hvp);
    check!(filled(&[0.3, -0.7, 1.1, 0.4], 1.3), hvp);
    check!(literals(0.3, 0.8), hvp);
    check!(of_lines(&Vector2::new(0.3, 0.4), &Vector2::new(1.0, -0.2), [0.3, -0.4, 0.5]), hvp);
    let m = DMatrix::from_row_slice(3, 3, &[1.0, 2.0, 0.5, -1.0, 0.3, 0.7, 0.1, 0.2, 0.4]);
    check!(in_place(&x, &m, 1.3), hvp);
    check!(between(&Vector3::new(0.3, -0.7, 1.1), &Vector3::new(1.2, 0.4, -0.2), 0.3), hvp);
    check!(
        kronecker(&Matrix2::new(0.3, -0.7, 1.1, 0.4), &SMatrix::<f64, 2, 3>::new(1.0, 0.3, -0.4, 2.0, 0.7, 0.6)),
        hvp
    );
    check!(homogeneous(&x), hvp);
}
