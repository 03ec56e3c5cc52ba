//! Matrices with other rows and columns, what is written through views, layers in vectors.

use autodiff::{Differentiable, check, grad};
use nalgebra::{DMatrix, DVector};

#[grad(hvp)]
fn edited(m: &DMatrix<f64>, k: f64) -> f64 {
    let taller = m.clone().insert_row(1, k);
    let shorter = taller.clone().remove_row(0);
    let wider = m.clone().insert_column(0, k).remove_column(2);
    let larger = m.clone().resize(4, 2, k);
    let chosen = m.select_rows(&[1, 0, 1]) * m.select_columns(&[0, 2]);
    (&taller * shorter.transpose()).sum() + (wider.transpose() * m).trace() + larger.norm_squared() + chosen.sum()
}

#[grad(hvp)]
fn through_views(m: &DMatrix<f64>, k: f64) -> f64 {
    let mut y = m.clone();
    for mut column in y.column_iter_mut() {
        let norm = column.norm();
        column /= norm;
    }
    let mean = y.row_mean();
    for (mut row, &s) in y.row_iter_mut().zip(m.column(0).iter()) {
        row -= &mean;
        row *= s;
    }
    y.column_mut(1).add_scalar_mut(k);
    let mut row = y.row_mut(2);
    row *= k;
    row += &m.row(0);
    y.row_mut(0).fill(k);
    y.zip_apply(m, |a, b| *a = *a * b + k);
    (y.transpose() * m).trace()
}

#[derive(Clone, Debug, Differentiable)]
struct Net {
    weights: Vec<DMatrix<f64>>,
    biases: Vec<DVector<f64>>,
}

#[grad]
impl Net {
    fn forward(&self, x: &DVector<f64>) -> f64 {
        let mut a = x.clone();
        for (w, b) in self.weights.iter().zip(self.biases.iter()) {
            a = (w * &a + b).map(|v| v.tanh());
        }
        a.norm_squared()
    }
}

#[test]
fn other_rows_and_columns() {
    let m = DMatrix::from_row_slice(3, 3, &[1.2, 0.3, -0.4, 0.9, -0.7, 0.2, 0.1, 0.5, 2.0]);
    let x = DVector::from_row_slice(&[0.7, -1.2, 0.4]);
    check!(edited(&m, 0.4), hvp);
    check!(through_views(&m, 0.7), hvp);
    let net = Net { weights: vec![m.clone(), m.transpose()], biases: vec![x.clone(), x.clone() * 0.3] };
    check!(Net::forward(&net, &x));
}
