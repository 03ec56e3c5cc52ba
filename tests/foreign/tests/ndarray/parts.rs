//! Rows, columns, slices, the transpose, and what runs through rows.

use super::{Given, given};
use autodiff::{check, grad};
use autodiff_tests::{data, modes};
use ndarray::{Array1, Array2, Axis, Ix1, Ix2, SliceInfo, SliceInfoElem, array};

#[grad(hvp)]
fn rows_by_number(of: &Given) -> f64 {
    let m: &Array2<f64> = &of.m;
    let mut total = 0.0;
    for i in 0..m.nrows() {
        let row = m.row(i);
        total += row.dot(&of.a).exp() + row[0] * row[2];
        total += m.row(i).dot(&m.row(0)) * of.k;
    }
    total
}

#[grad(hvp)]
fn columns(of: &Given) -> f64 {
    let n: &Array2<f64> = &of.n;
    let column = n.column(1);
    of.a.dot(&column) * of.k + column.iter().map(|x| x * x * x).sum::<f64>() + n.column(0).sum()
}

#[grad(hvp)]
fn transposed(of: &Given) -> f64 {
    let m: &Array2<f64> = &of.m;
    let y = m.dot(&of.a);
    let z = m.t().dot(&y) + &of.b;
    z.dot(&z) + m.dot(&m.t()).sum() * of.k
}

#[grad(hvp)]
fn run_through(of: &Given) -> f64 {
    let m: &Array2<f64> = &of.m;
    let mut total = 0.0;
    for row in m.outer_iter() {
        total += row.dot(&of.a).tanh();
    }
    for row in m.rows() {
        total += row.dot(&of.b).sin() * row[1];
    }
    for (row, weight) in m.rows().into_iter().zip(of.a.iter()) {
        total += (row.dot(&of.b) - weight).powi(2);
    }
    for column in m.axis_iter(Axis(1)) {
        total += column[0] * column[1] * of.k;
    }
    total
}

/// What `s![from..to]` is, which a crate that forbids unsafe code cannot write.
fn part(from: usize, to: usize) -> SliceInfo<[SliceInfoElem; 1], Ix1, Ix1> {
    [SliceInfoElem::from(from..to)].try_into().unwrap()
}

/// `s![rows, columns]`
fn block(rows: [usize; 2], columns: [usize; 2]) -> SliceInfo<[SliceInfoElem; 2], Ix2, Ix2> {
    [rows, columns].map(|[from, to]| SliceInfoElem::from(from..to)).try_into().unwrap()
}

#[grad(hvp)]
fn sliced(of: &Given) -> f64 {
    let (a, m): (&Array1<f64>, &Array2<f64>) = (&of.a, &of.m);
    let first = a.slice(part(0, 2));
    let last = a.slice(part(1, 3));
    let right: Array2<f64> = m.slice(block([0, 2], [1, 3])).to_owned();
    let step = &m.slice(block([1, 2], [0, 3])) - &m.slice(block([0, 1], [0, 3]));
    let line: Array1<f64> = m.index_axis(Axis(0), 1).to_owned();
    first.dot(&last) * of.k + right.dot(&last).sum() + step.mapv(|x| x * x).sum() + line.dot(&line)
}

/// A path whose extent is read.
#[grad(hvp)]
fn length(x: &Array2<f64>, k: f64) -> f64 {
    let n = x.nrows();
    let steps = &x.slice(block([1, n], [0, 2])) - &x.slice(block([0, n - 1], [0, 2]));
    let mut total = 0.0;
    for step in steps.rows() {
        total += step.dot(&step).sqrt();
    }
    total * k
}

#[grad(hvp)]
fn along_axes(of: &Given) -> f64 {
    let m: &Array2<f64> = &of.m;
    let sums = m.sum_axis(Axis(0));
    let means = m.mean_axis(Axis(1)).unwrap();
    let centered: Array2<f64> = m - &m.mean_axis(Axis(0)).unwrap();
    sums.dot(&of.a) * of.k + means.dot(&means) + centered.mapv(|x| x * x * x).sum()
}

/// Chains that begin at rows.
#[grad(hvp)]
fn chains(of: &Given) -> f64 {
    let m: &Array2<f64> = &of.m;
    let sums: f64 = m.outer_iter().map(|row| row.dot(&of.a).powi(3)).sum();
    let mut total = sums * of.k;
    for (i, row) in m.outer_iter().enumerate() {
        total += row.sum().exp() * row[i] * m.diag()[i];
    }
    total
}

#[test]
fn parts_of_an_array() {
    agree!(rows_by_number rows_by_number_jvp rows_by_number_grad rows_by_number_hvp);
    agree!(columns columns_jvp columns_grad columns_hvp);
    agree!(transposed transposed_jvp transposed_grad transposed_hvp);
    agree!(run_through run_through_jvp run_through_grad run_through_hvp);
    agree!(chains chains_jvp chains_grad chains_hvp);
    agree!(sliced sliced_jvp sliced_grad sliced_hvp);
    agree!(along_axes along_axes_jvp along_axes_grad along_axes_hvp);
}

#[test]
fn a_path_of_two_steps() {
    let (x, k) = (array![[0.0, 0.0], [3.0, 4.0], [3.0, 5.0]], 2.0);
    let (x_bar, k_bar) = length_grad(&x, k);
    assert_eq!(k_bar, 6.0);
    let expected = array![[-1.2, -1.6], [1.2, -0.4], [0.0, 2.0]];
    assert!(x_bar.iter().zip(&expected).all(|(a, b)| (a - b).abs() < 1e-15));
}

/// The loss of a classifier, of constant samples.
#[grad(hvp)]
fn cross_entropy(w: &Array2<f64>, b: &Array1<f64>, #[constant] x: &Array2<f64>, #[constant] labels: &[usize]) -> f64 {
    let scores = x.dot(w) + b;
    let mut loss = 0.0;
    for (i, row) in scores.outer_iter().enumerate() {
        let largest = row.iter().fold(f64::NEG_INFINITY, |a, &b| a.max(b));
        loss += row.mapv(|s| (s - largest).exp()).sum().ln() + largest - row[labels[i]];
    }
    loss
}

#[test]
fn a_classifier() {
    let x = array![[0.5, 1.0], [-0.3, 0.8], [1.2, -0.7]];
    let (w, b, labels) = (array![[0.2, -0.5, 0.1], [0.7, 0.3, -0.4]], array![0.1, -0.2, 0.0], [0, 2, 1]);
    // Xᵀ (softmax - onehot)
    let mut error = x.dot(&w) + &b;
    for (mut row, label) in error.rows_mut().into_iter().zip(labels) {
        row.mapv_inplace(f64::exp);
        row /= row.sum();
        row[label] -= 1.0;
    }
    let (w_bar, b_bar) = cross_entropy_grad(&w, &b, &x, &labels);
    assert!(w_bar.iter().zip(&x.t().dot(&error)).all(|(a, b)| (a - b).abs() < 1e-14));
    assert!(b_bar.iter().zip(&error.sum_axis(Axis(0))).all(|(a, b)| (a - b).abs() < 1e-14));
    let (dw, db) = (array![[0.3, 0.1, -0.2], [-0.6, 0.4, 0.5]], array![0.2, 0.1, -0.7]);
    let (_, (product, _)) = cross_entropy_hvp(&w, &b, &x, &labels, &dw, &db);
    let at = |h: f64| cross_entropy_grad(&(&w + &dw * h), &(&b + &db * h), &x, &labels).0;
    let difference = (at(1e-5) - at(-1e-5)) / 2e-5;
    assert!(product.iter().zip(&difference).all(|(a, b)| (a - b).abs() < 1e-8));
}

/// What is constant needs no derivative, neither of it nor of its parts.
#[grad(hvp)]
fn of_constants(w: &Array1<f64>, #[constant] x: &Array2<f64>, #[constant] y: &Array1<f64>) -> f64 {
    let r = x.dot(w) - y;
    let mut total = r.dot(&r);
    for i in 0..x.nrows() {
        total += x.row(i).dot(w).exp() + w.dot(&x.row(i)) * w[0];
    }
    for row in x.outer_iter() {
        total += row.dot(w).sin();
    }
    for (row, y) in x.rows().into_iter().zip(y.iter()) {
        total += w.dot(&row) * y;
    }
    total
}

#[test]
fn constants() {
    let (x, y) = (array![[0.5, 1.0], [-0.3, 0.8], [1.2, -0.7]], array![0.2, -0.4, 0.9]);
    let (w, dw) = (array![0.3, -0.6], array![0.7, 0.2]);
    let gradient = |w: &Array1<f64>| of_constants_grad(w, &x, &y);
    let exps = x.dot(&w).mapv(f64::exp);
    let sums = x.sum_axis(Axis(0));
    let mut expected = x.t().dot(&(x.dot(&w) - &y)) * 2.0 + x.t().dot(&exps) + &sums * w[0];
    expected[0] += sums.dot(&w);
    expected += &(x.t().dot(&x.dot(&w).mapv(f64::cos)) + x.t().dot(&y));
    assert!(gradient(&w).iter().zip(&expected).all(|(a, b)| (a - b).abs() < 1e-14));
    assert!((of_constants_jvp(&w, &x, &y, &dw).1 - expected.dot(&dw)).abs() < 1e-14);
    let difference = (gradient(&(&w + &dw * 1e-5)) - gradient(&(&w - &dw * 1e-5))) / 2e-5;
    let (_, product) = of_constants_hvp(&w, &x, &y, &dw);
    assert!(product.iter().zip(&difference).all(|(a, b)| (a - b).abs() < 1e-8));
}

/// Numbers beside constant arrays.
#[grad(hvp)]
fn likelihood(w: &Array1<f64>, #[constant] x: &Array2<f64>, #[constant] y: &Array1<f64>) -> f64 {
    let p = x.dot(w).mapv(|z| 1.0 / (1.0 + (-z).exp()));
    let (r, s) = (&p - y, 2.0 * y);
    -(y * &p.mapv(f64::ln) + (1.0 - y) * (1.0 - &p).mapv(f64::ln)).mean().unwrap() + (r * (y + 1.0) + s * &p).sum()
}

#[test]
fn numbers_beside_constants() {
    let (x, y) = (array![[0.5, 1.0], [-0.3, 0.8], [1.2, -0.7]], array![1.0, 0.0, 1.0]);
    check!(
        likelihood(
            &array![0.3, -0.6],
            #[constant]
            &x,
            #[constant]
            &y
        ),
        hvp
    );
}
