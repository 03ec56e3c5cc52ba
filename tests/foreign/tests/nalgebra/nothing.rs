//! What nalgebra gives as an `Option`, where there is nothing: neither has a companion anything.

use autodiff::grad;
use nalgebra::{Matrix2, Vector2};

#[grad(hvp)]
fn inverse(m: &Matrix2<f64>) -> Option<f64> {
    let inverse = m.try_inverse()?;
    Some(inverse.trace())
}

#[grad(hvp)]
fn by_lu(m: &Matrix2<f64>, b: &Vector2<f64>) -> Option<f64> {
    Some(m.lu().solve(b)?.dot(b))
}

#[grad(hvp)]
fn by_qr(m: &Matrix2<f64>, b: &Vector2<f64>) -> Option<f64> {
    Some(m.qr().solve(b)?.dot(b))
}

#[grad(hvp)]
fn upper(m: &Matrix2<f64>, b: &Vector2<f64>) -> Option<f64> {
    Some(m.solve_upper_triangular(b)?.dot(b))
}

#[grad(hvp)]
fn lower(m: &Matrix2<f64>, b: &Vector2<f64>) -> Option<f64> {
    Some(m.solve_lower_triangular(b)?.dot(b))
}

#[grad(hvp)]
fn factor(m: &Matrix2<f64>) -> Option<f64> {
    Some(m.cholesky()?.l().trace())
}

#[grad(hvp)]
fn direction(v: &Vector2<f64>) -> Option<f64> {
    Some(v.try_normalize(1e-9)?.x)
}

#[grad(hvp)]
fn otherwise(m: &Matrix2<f64>, b: &Vector2<f64>) -> f64 {
    m.lu().solve(b).unwrap_or(*b).dot(b) + m.try_inverse().map_or(m[(0, 1)], |inverse| inverse.trace())
}

#[test]
fn there_is_no_derivative_of_nothing() {
    let (m, b) = (Matrix2::new(0.0, 2.0, 0.0, 0.0), Vector2::new(0.3, 0.8));
    let (dot, b_dot) = (Matrix2::new(0.1, 0.2, 0.3, 0.4), Vector2::new(-0.5, 0.6));
    macro_rules! of_matrix {
        ($($f:ident $grad:ident $jvp:ident $vjp:ident $hvp:ident;)*) => {$(
            assert!($f(&m).is_none() && $grad(&m).is_none() && $jvp(&m, &dot).is_none());
            assert!($vjp(&m, 1.0).is_none() && $hvp(&m, &dot).is_none());
        )*};
    }
    macro_rules! of_both {
        ($($f:ident $grad:ident $jvp:ident $vjp:ident $hvp:ident;)*) => {$(
            assert!($f(&m, &b).is_none() && $grad(&m, &b).is_none() && $jvp(&m, &b, &dot, &b_dot).is_none());
            assert!($vjp(&m, &b, 1.0).is_none() && $hvp(&m, &b, &dot, &b_dot).is_none());
        )*};
    }
    of_matrix! {
        inverse inverse_grad inverse_jvp inverse_vjp inverse_hvp;
        factor factor_grad factor_jvp factor_vjp factor_hvp;
    }
    of_both! {
        by_lu by_lu_grad by_lu_jvp by_lu_vjp by_lu_hvp;
        by_qr by_qr_grad by_qr_jvp by_qr_vjp by_qr_hvp;
        upper upper_grad upper_jvp upper_vjp upper_hvp;
        lower lower_grad lower_jvp lower_vjp lower_hvp;
    }
    let zero = Vector2::zeros();
    assert!(direction(&zero).is_none() && direction_grad(&zero).is_none() && direction_vjp(&zero, 1.0).is_none());
    assert!(direction_jvp(&zero, &b_dot).is_none() && direction_hvp(&zero, &b_dot).is_none());
    autodiff::check!(otherwise(&m, &b), hvp);
}
