//! Decompositions of variables, which a method takes; orthogonal ones; spectra.

use autodiff::{check, grad};
use nalgebra::{Cholesky, DMatrix, DVector, Matrix3, SMatrix, Vector3};

#[grad(hvp)]
fn ridge(x: &DMatrix<f64>, y: &DVector<f64>, l: f64) -> f64 {
    let xt = x.transpose();
    let a = &xt * x + DMatrix::identity(x.ncols(), x.ncols()) * l;
    let w = a.lu().solve(&(&xt * y)).expect("regular");
    let r = x * &w - y;
    r.norm_squared() + l * w.norm_squared()
}

/// A variable that could be changed is taken as well.
#[grad(hvp)]
fn poisson(f: &DVector<f64>, k: f64) -> f64 {
    let n = f.len();
    let mut a = DMatrix::zeros(n, n);
    for i in 0..n {
        a[(i, i)] = 2.0 + k;
        if i > 0 {
            a[(i, i - 1)] = -1.0;
        }
        if i + 1 < n {
            a[(i, i + 1)] = -k;
        }
    }
    a.lu().solve(f).unwrap().norm_squared()
}

#[grad(hvp)]
fn density(x: &DVector<f64>, mu: &DVector<f64>, s: &DMatrix<f64>) -> f64 {
    let factor = Cholesky::new(s.clone()).unwrap();
    let d = x - mu;
    let log: f64 = factor.l().diagonal().iter().map(|v| v.ln()).sum::<f64>() * 2.0;
    let l = factor.unpack();
    -0.5 * (l.solve_lower_triangular(&d).unwrap().norm_squared()
        + log
        + l.transpose().solve_upper_triangular(&d).unwrap().sum())
}

#[grad(hvp)]
fn orthogonal(a: &Matrix3<f64>, b: &Vector3<f64>) -> f64 {
    let qr = a.qr();
    let (q, r) = (qr.q(), qr.r());
    r[(0, 0)].abs().ln() + r[(0, 1)] * q[(1, 1)] + r.norm() * q[(2, 0)] + qr.solve(b).unwrap().norm_squared()
}

#[grad(hvp)]
fn tall(a: &SMatrix<f64, 3, 2>, b: &Vector3<f64>) -> f64 {
    let qr = a.qr();
    let c = qr.q().tr_mul(b);
    qr.r().solve_upper_triangular(&c).unwrap().norm_squared()
}

#[grad]
fn condition(a: &Matrix3<f64>) -> f64 {
    let s = a.singular_values();
    let e = (a + a.transpose()).symmetric_eigenvalues();
    s[0] / s[2] + e.max() * e.min()
}

#[test]
fn systems() {
    let x = DMatrix::from_row_slice(3, 2, &[1.0, 2.0, 0.5, -1.0, 0.3, 0.7]);
    let (y, z) = (DVector::from_vec(vec![1.0, 0.0, 0.5]), DVector::from_vec(vec![0.3, -0.2, 0.4]));
    check!(ridge(&x, &y, 0.3), hvp);
    check!(poisson(&y, 0.8), hvp);
    let s = DMatrix::from_row_slice(3, 3, &[2.0, 0.3, 0.1, 0.3, 1.5, -0.2, 0.1, -0.2, 1.1]);
    check!(density(&y, &z, &s), hvp);
    let a = Matrix3::new(1.0, 0.2, 0.3, -0.4, 1.5, 0.6, 0.1, -0.2, 2.0);
    check!(orthogonal(&a, &Vector3::new(0.3, -0.7, 1.1)), hvp);
    check!(tall(&SMatrix::<f64, 3, 2>::new(1.0, 0.2, 0.3, -0.4, 1.5, 0.6), &Vector3::new(0.3, -0.7, 1.1)), hvp);
    check!(condition(&a));
}
