//! Matrices: products, inverses.

use autodiff::{check, grad};
use nalgebra::{Matrix2x4, Matrix3, Matrix4, Vector2, Vector3, Vector4};

#[grad]
fn image(a: f64, m: &Matrix3<f64>) -> Vector3<f64> {
    let v = Vector3::new(a, 2.0 * a, a * a);
    m * v
}

#[test]
fn a_matrix_and_a_vector() {
    check!(image(0.7, &Matrix3::new(1.0, 2.0, 3.0, 0.5, -1.0, 0.2, 0.1, 0.4, 2.0)));
}

#[grad(hvp)]
fn inverse_trace(m: &Matrix3<f64>) -> f64 {
    let inverse = m.try_inverse().unwrap();
    inverse.trace() + (inverse * m.transpose()).norm_squared()
}

#[test]
fn an_inverse() {
    check!(inverse_trace(&Matrix3::new(1.0, 2.0, 3.0, 0.5, -1.0, 0.2, 0.1, 0.4, 2.0)), hvp);
}

/// The log-likelihood of one step of a Kalman filter, without its constants.
#[grad(hvp)]
fn innovation(
    x: &Vector4<f64>,
    p: &Matrix4<f64>,
    #[constant] f: &Matrix4<f64>,
    #[constant] h: &Matrix2x4<f64>,
    z: &Vector2<f64>,
) -> f64 {
    let x = f * x;
    let p = f * p * f.transpose();
    let y = z - h * x;
    let s = h * p * h.transpose();
    let k = p * h.transpose() * s.try_inverse().unwrap();
    let x = x + k * y;
    x.norm_squared()
}

#[test]
fn a_step_of_a_kalman_filter() {
    let f = Matrix4::new(1.0, 0.0, 0.1, 0.0, 0.0, 1.0, 0.0, 0.1, 0.0, 0.0, 0.9, 0.1, 0.0, 0.0, -0.1, 0.9);
    let p = Matrix4::identity() * 0.5 + Matrix4::from_element(0.125);
    let h = Matrix2x4::new(1.0, 0.1, 0.0, 0.0, 0.0, 1.0, 0.2, 0.0);
    check!(
        innovation(
            &Vector4::new(0.5, 0.25, 0.3, -0.2),
            &p,
            #[constant]
            &f,
            #[constant]
            &h,
            &Vector2::new(2.0, 1.5)
        ),
        hvp
    );
}

#[grad(hvp)]
fn affine(x: &Vector4<f64>, #[constant] f: &Matrix4<f64>, #[constant] c: Vector4<f64>) -> f64 {
    let y = f * x + c;
    (y - Vector4::new(0.1, 0.2, 0.3, 0.4)).norm()
}

#[test]
fn constants_have_no_tangent() {
    let f = Matrix4::from_fn(|i, k| 1.0 / (1.0 + i as f64 + 2.0 * k as f64));
    let c = Vector4::new(1.0, 0.0, 2.0, 0.5);
    check!(
        affine(
            &Vector4::new(1.0, 2.0, 0.3, -0.2),
            #[constant]
            &f,
            #[constant]
            c
        ),
        hvp
    );
}

#[grad(hvp)]
fn minor(m: &Matrix3<f64>, v: &Vector3<f64>) -> f64 {
    let w = m * v;
    m[(0, 0)] * m[(1, 1)] - m[(0, 1)] * m[(1, 0)] + v[0] * w[2] + m[(2, 2)].sin()
}

#[test]
fn entries() {
    let m = Matrix3::new(1.0, 2.0, 3.0, 0.5, -1.0, 0.2, 0.1, 0.4, 2.0);
    check!(minor(&m, &Vector3::new(0.3, -0.7, 1.1)), hvp);
}

#[grad(hvp)]
fn changed(x: f64, m: &Matrix3<f64>) -> f64 {
    let mut m = *m;
    for i in 0..3 {
        m[(i, i)] += x;
        m[(i, 0)] = m[(i, 2)] * x;
    }
    m.norm_squared()
}

#[test]
fn entries_that_are_changed() {
    check!(changed(0.7, &Matrix3::new(1.0, 2.0, 3.0, 0.5, -1.0, 0.2, 0.1, 0.4, 2.0)), hvp);
}

#[grad(hvp)]
fn volume(m: &Matrix3<f64>) -> f64 {
    m.determinant() + (m * 2.0).determinant().sin()
}

#[test]
fn a_determinant() {
    check!(volume(&Matrix3::new(1.0, 2.0, 3.0, 0.5, -1.0, 0.2, 0.1, 0.4, 2.0)), hvp);
    // The inverse is not there, and the derivative is.
    check!(volume(&Matrix3::new(1.0, 2.0, 3.0, 2.0, 4.0, 6.0, 0.0, 1.0, 2.0)), hvp);
}
