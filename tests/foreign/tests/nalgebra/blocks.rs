//! Blocks of matrices, read and written; rows and columns that are run through.

use autodiff::{check, grad};
use nalgebra::{DMatrix, DVector, Matrix3, Matrix4, Vector3, Vector6};

type State = Vector6<f64>;

#[grad(hvp)]
fn image(m: &Matrix4<f64>, p: &Vector3<f64>) -> f64 {
    let r = m.fixed_view::<3, 3>(0, 0);
    let t = m.fixed_view::<3, 1>(0, 3);
    let q = r * p + t;
    q.norm_squared() * m.fixed_columns::<2>(1).norm()
}

#[grad(hvp)]
fn motion(s: &State, mu: f64) -> State {
    let r: Vector3<f64> = s.fixed_rows::<3>(0).into_owned();
    let v: Vector3<f64> = s.fixed_rows::<3>(3).into_owned();
    let a = -mu / r.norm().powi(3) * r;
    State::new(v.x, v.y, v.z, a.x, a.y, a.z)
}

#[grad(hvp)]
fn orbit(start: &State, mu: f64, h: f64) -> f64 {
    let mut s = *start;
    for _ in 0..2 {
        let k1 = motion(&s, mu);
        let k2 = motion(&(s + k1 * (h / 2.0)), mu);
        let k3 = motion(&(s + k2 * (h / 2.0)), mu);
        let k4 = motion(&(s + k3 * h), mu);
        s += (k1 + k2 * 2.0 + k3 * 2.0 + k4) * (h / 6.0);
    }
    0.5 * s.fixed_rows::<3>(3).norm_squared() - mu / s.fixed_rows::<3>(0).norm()
}

/// The matrix begins with a constant, of which its uses tell that it changes.
#[grad(hvp)]
fn joined(r: &Matrix3<f64>, t: &Vector3<f64>) -> f64 {
    let mut m = Matrix4::identity();
    m.fixed_view_mut::<3, 3>(0, 0).copy_from(r);
    m.fixed_view_mut::<3, 1>(0, 3).copy_from(t);
    let top = m.row(0).into_owned();
    m.fixed_rows_mut::<1>(3).copy_from(&top);
    m.determinant() + m.norm_squared()
}

#[grad(hvp)]
fn halves(x: &DVector<f64>, m: &DMatrix<f64>) -> f64 {
    let n = x.len() / 2;
    let (q, p) = (x.rows(0, n), x.rows(n, n));
    let mut c = m.columns(1, 1).into_owned();
    c.rows_mut(0, 1).copy_from(&m.view((1, 0), (1, 1)));
    0.5 * p.dot(&p) + q.norm_squared() * 0.3 + q.dot(&p) * c.norm()
}

#[grad(hvp)]
fn put_together(x: &Vector3<f64>) -> f64 {
    let mut m = Matrix3::zeros();
    m.set_column(0, x);
    m.set_column(1, &(x * 2.0));
    m.column_mut(2).copy_from(x);
    m.set_row(1, &x.transpose());
    m.set_diagonal(&x.component_mul(x));
    m.norm() + m.determinant()
}

#[grad(hvp)]
fn lines(m: &DMatrix<f64>, x: &DVector<f64>) -> f64 {
    let mut t = 0.0;
    for row in m.row_iter() {
        t += row.dot(&x.transpose()).tanh();
    }
    t + m.column_iter().map(|c| c.norm()).sum::<f64>() * m.nrows() as f64
}

#[grad(hvp)]
fn sums_of_lines(m: &DMatrix<f64>) -> f64 {
    m.row_sum().norm() + m.column_sum().norm_squared() + m.row_mean().norm_squared() + m.column_mean().norm()
}

#[test]
fn blocks() {
    let m = Matrix4::new(1.0, 0.2, 0.3, 0.1, -0.2, 0.9, 0.4, 0.7, 0.5, 0.6, 1.2, -0.3, 0.3, 0.1, 0.2, 1.0);
    let v = Vector3::new(0.3, -0.7, 1.1);
    check!(image(&m, &v), hvp);
    check!(motion(&State::new(1.0, 0.2, 0.3, -0.1, 0.9, 0.2), 1.1));
    check!(orbit(&State::new(1.0, 0.2, 0.3, -0.1, 0.9, 0.2), 1.1, 0.1), hvp);
    check!(joined(&Matrix3::new(1.0, 0.2, 0.3, 0.4, 1.5, 0.6, 0.1, -0.2, 2.0), &v), hvp);
    let d = DMatrix::from_row_slice(2, 2, &[1.0, 2.0, 0.5, -1.0]);
    check!(halves(&DVector::from_vec(vec![0.3, -0.7, 1.1, 0.4]), &d), hvp);
    check!(put_together(&v), hvp);
    check!(lines(&d, &DVector::from_vec(vec![0.4, -0.6])), hvp);
    check!(sums_of_lines(&d), hvp);
}
