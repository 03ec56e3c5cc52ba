//! What is written through views: rows and columns that are run through, parts that a variable holds.

use autodiff::{check, grad};
use ndarray::{Array1, Array2, Axis, array};

/// Each row with a mean of zero and a variance of one.
#[grad(hvp)]
fn layer_norm(x: &Array2<f64>, gain: &Array1<f64>, shift: &Array1<f64>) -> f64 {
    let mut y = x.clone();
    for mut row in y.axis_iter_mut(Axis(0)) {
        let mean = row.mean().unwrap();
        row -= mean;
        let deviation = (row.dot(&row) / row.len() as f64 + 1e-5).sqrt();
        row /= deviation;
        row *= gain;
        row += shift;
    }
    (&y * &y * x).sum()
}

/// Rows and columns along chains.
#[grad(hvp)]
fn chains(x: &Array2<f64>, w: &Array1<f64>) -> f64 {
    let mut y = x.clone();
    for ((i, mut row), &k) in y.rows_mut().into_iter().enumerate().zip(w.iter()) {
        for j in 0..row.len() {
            if j == i {
                continue;
            }
            row[j] *= k;
        }
    }
    y.outer_iter_mut().for_each(|mut row| row += w);
    for (mut column, other) in y.axis_iter_mut(Axis(1)).zip(x.axis_iter(Axis(1))) {
        column.assign(&(&other * w[0]));
    }
    (&y * x).sum()
}

/// Modified Gram-Schmidt, of which a column is held.
#[grad(hvp)]
fn orthogonal(a: &Array2<f64>) -> f64 {
    let mut q = a.clone();
    for j in 0..a.ncols() {
        for i in 0..j {
            let along = q.column(i).dot(&q.column(j));
            let before = q.column(i).to_owned();
            let mut column = q.column_mut(j);
            column.scaled_add(-along, &before);
        }
        let norm = q.column(j).dot(&q.column(j)).sqrt();
        let mut column = q.column_mut(j);
        column /= norm;
    }
    (&q * a).sum()
}

/// Parts without a name.
#[grad(hvp)]
fn unnamed(x: &Array2<f64>, k: f64) -> f64 {
    let mut y = x.dot(x);
    y.row_mut(0).fill(k);
    y.diag_mut().mapv_inplace(|v| v * v + k);
    y.column_mut(1).scaled_add(k, &x.column(0).to_owned());
    for v in y.row_mut(1).iter_mut() {
        *v *= k;
    }
    y.row_mut(2).iter_mut().zip(x.row(1).iter()).for_each(|(a, b)| *a += b * k);
    let mut last = y.index_axis_mut(Axis(0), 2);
    last *= 2.0;
    (&y * x).sum()
}

/// Two views at once, and an index that moves on.
#[grad(hvp)]
fn at_once(x: &Array2<f64>, k: f64) -> f64 {
    let (mut y, mut z, mut i) = (x.clone(), x.clone(), 0);
    let mut row = y.row_mut(i);
    let mut other = z.row_mut(i + 1);
    i += 1;
    row *= k;
    other *= k * k;
    y.row_mut(i).iter_mut().zip(z.row_mut(0).iter_mut()).for_each(|(a, b)| {
        *a *= *b;
        *b += k;
    });
    for mut row in y.outer_iter_mut() {
        for mut other in z.outer_iter_mut() {
            other += &row;
            row *= k;
        }
    }
    (&y * &z).sum()
}

#[test]
fn through_views() {
    let x = array![[1.2, 0.3, -0.4], [0.9, -0.7, 0.2], [0.1, 0.5, 2.0]];
    let (a, b) = (array![0.7, -1.2, 0.4], array![-0.3, 0.8, 1.5]);
    check!(layer_norm(&x, &a, &b), hvp);
    check!(chains(&x, &a), hvp);
    check!(orthogonal(&x), hvp);
    check!(unnamed(&x, 0.4), hvp);
    check!(at_once(&x, 0.4), hvp);
}
