//! Systems of equations, and decompositions as values.

use autodiff::{check, grad};
use nalgebra::{DMatrix, DVector, Matrix3, Vector3};

const COVARIANCE: Matrix3<f64> = Matrix3::new(2.0, 0.3, 0.1, 0.3, 1.0, 0.2, 0.1, 0.2, 1.5);

#[grad(hvp)]
fn density(x: &Vector3<f64>, mean: &Vector3<f64>, covariance: &Matrix3<f64>) -> f64 {
    let d = x - mean;
    let inverse = covariance.try_inverse().unwrap();
    -0.5 * (d.transpose() * inverse * d).x - 0.5 * covariance.determinant().ln()
}

#[grad(hvp)]
fn density_by_cholesky(x: &Vector3<f64>, mean: &Vector3<f64>, covariance: &Matrix3<f64>) -> f64 {
    let d = x - mean;
    let factor = covariance.cholesky().unwrap();
    let w = factor.solve(&d);
    -0.5 * d.dot(&w) - 0.5 * factor.determinant().ln() + 0.1 * factor.inverse().trace()
}

#[grad(hvp)]
fn by_the_factor(x: &Vector3<f64>, covariance: &Matrix3<f64>) -> f64 {
    let factor = covariance.cholesky().unwrap();
    let l = factor.l();
    let w = l.solve_lower_triangular(x).unwrap();
    -0.5 * w.norm_squared() - l[(0, 0)].ln() - l[(1, 1)].ln() * l[(2, 1)] + factor.ln_determinant()
}

#[test]
fn a_normal_density() {
    let (x, m) = (Vector3::new(0.3, -0.7, 1.1), Vector3::new(0.1, 0.2, 0.3));
    check!(density(&x, &m, &COVARIANCE), hvp);
    check!(density_by_cholesky(&x, &m, &COVARIANCE), hvp);
    check!(by_the_factor(&x, &COVARIANCE), hvp);
}

/// What is computed by elimination and by a square root agrees, where the matrix is symmetric
/// along the direction.
#[test]
fn two_ways() {
    let (x, m) = (Vector3::new(0.3, -0.7, 1.1), Vector3::new(0.1, 0.2, 0.3));
    let along = Matrix3::new(0.1, 0.2, -0.3, 0.2, 0.4, 0.5, -0.3, 0.5, 0.6);
    let inverse = COVARIANCE.try_inverse().unwrap();
    let (_, dot) = density_jvp(&x, &m, &COVARIANCE, &x, &m, &along);
    let (_, by_cholesky) = density_by_cholesky_jvp(&x, &m, &COVARIANCE, &x, &m, &along);
    let expected = dot - 0.1 * (inverse * along * inverse).trace();
    assert!((by_cholesky - expected).abs() < 1e-13, "{by_cholesky} and {expected}");
}

#[grad(hvp)]
fn of_three(a: &Matrix3<f64>, b: &Vector3<f64>) -> f64 {
    let lu = a.lu();
    let x = lu.solve(b).expect("not singular");
    x.x * x.y + x.z + lu.determinant() + lu.try_inverse().unwrap().trace()
}

#[grad(hvp)]
fn least_squares(a: &DMatrix<f64>, b: &DVector<f64>) -> f64 {
    let normal = a.transpose() * a;
    let right = a.transpose() * b;
    let w = normal.clone().lu().solve(&right).unwrap();
    let v = normal.clone().cholesky().unwrap().solve(&right);
    w.norm_squared() + v.sum()
}

#[test]
fn systems_of_equations() {
    // The first pivot is not in the first row.
    let a = Matrix3::new(0.1, 2.0, 3.0, 0.5, -1.0, 0.2, 2.0, 0.4, 2.0);
    check!(of_three(&a, &Vector3::new(0.3, -0.7, 1.1)), hvp);
    let a = DMatrix::from_row_slice(3, 2, &[1.0, 2.0, 0.5, -1.0, 0.3, 0.7]);
    check!(least_squares(&a, &DVector::from_vec(vec![1.0, 0.5, 0.2])), hvp);
}

#[grad]
fn singular(a: &Matrix3<f64>, b: &Vector3<f64>) -> f64 {
    match a.lu().solve(b) {
        Some(x) => x.norm(),
        None => b.norm(),
    }
}

#[test]
fn what_has_no_solution() {
    let a = Matrix3::new(1.0, 2.0, 3.0, 2.0, 4.0, 6.0, 0.0, 1.0, 2.0);
    let (a_bar, b_bar) = singular_grad(&a, &Vector3::new(0.0, 2.0, 0.0));
    assert_eq!((a_bar, b_bar), (Matrix3::zeros(), Vector3::y()));
}
