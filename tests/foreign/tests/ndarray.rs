//! Arrays of the crate `ndarray`.
#![allow(missing_docs, clippy::all, clippy::pedantic, reason = "written as people write it")]

use autodiff::grad;
use autodiff_tests::{data, modes};
use ndarray::{Array1, Array2, array};

#[derive(Clone, Debug, autodiff::Differentiable)]
struct Given {
    a: Array1<f64>,
    b: Array1<f64>,
    m: Array2<f64>,
    n: Array2<f64>,
    k: f64,
}

fn given() -> Given {
    Given {
        a: array![0.7, -1.2, 0.4],
        b: array![-0.3, 0.8, 1.5],
        m: array![[1.2, 0.3, -0.4], [0.9, -0.7, 0.2]],
        n: array![[0.4, -0.6], [1.1, 0.5], [-0.2, 0.7]],
        k: 0.6,
    }
}

macro_rules! agree {
    ($name:ident $jvp:ident $grad:ident $hvp:ident) => {
        data::agree(stringify!($name), &modes!($name, $jvp, $grad, $hvp, |at: Given, dot| (at), (dot)), &given());
    };
}

#[path = "ndarray/changed.rs"]
mod changed;
#[path = "ndarray/in_place.rs"]
mod in_place;
#[path = "ndarray/made.rs"]
mod made;
#[path = "ndarray/mixed.rs"]
mod mixed;
#[path = "ndarray/networks.rs"]
mod networks;
#[path = "ndarray/parts.rs"]
mod parts;
#[path = "ndarray/together.rs"]
mod together;
#[path = "ndarray/written.rs"]
mod written;

#[grad(hvp)]
fn operators(of: &Given) -> f64 {
    let sum: Array1<f64> = &of.a + &of.b * of.k - &of.a / &of.b;
    let more: Array1<f64> = of.k * &sum - (-&of.a) + 2.0;
    let product: f64 = (&sum * &more).sum();
    product + sum.dot(&more)
}

/// Rows are spread over a matrix, and so is a single column.
#[grad(hvp)]
fn spread(of: &Given) -> f64 {
    let shifted: Array2<f64> = &of.m * &of.a + &of.b;
    let m: &Array2<f64> = &of.m;
    let ratio: Array2<f64> = &shifted / m - m * of.k + 1.0 / m;
    ratio.sum() + (&ratio * &ratio).sum()
}

#[grad(hvp)]
fn products(of: &Given) -> f64 {
    let y: Array1<f64> = of.m.dot(&of.a);
    let z: Array1<f64> = y.dot(&of.m);
    let t: Array2<f64> = &of.m * &of.b;
    let n: Array2<f64> = &of.n * of.k;
    let square: Array2<f64> = t.dot(&n);
    let w: Array1<f64> = square.dot(&y);
    z.dot(&of.b) * of.k + w.sum() + square[[0, 1]] * z[2]
}

#[grad(hvp)]
fn assigned(of: &Given) -> f64 {
    let mut x: Array1<f64> = of.a.clone();
    for _ in 0..3 {
        x += &of.b;
        x *= of.k;
        x -= &(&of.a * of.k);
        x /= 1.5;
        x *= &of.a;
    }
    x.dot(&of.b) + x.mean().unwrap()
}

/// Element by element.
#[grad(hvp)]
fn elements(of: &Given) -> f64 {
    let mut total = 0.0;
    for i in 0..of.m.nrows() {
        for j in 0..of.m.ncols() {
            total += of.m[[i, j]] * of.a[j] * (of.b[j] * of.k).sin();
        }
    }
    for x in of.a.iter() {
        total += x * x * x;
    }
    total
}

/// Closures, with what they capture.
#[grad(hvp)]
fn mapped(of: &Given) -> f64 {
    let k = of.k;
    let y: Array1<f64> = of.a.mapv(|x| (x * k).tanh());
    let squares: Array2<f64> = of.m.map(|x| x * x * k);
    let z: Array1<f64> = squares.dot(&y);
    z.mapv(|x| x.exp()).sum() + y.dot(&of.b)
}

#[test]
fn an_array() {
    agree!(mapped mapped_jvp mapped_grad mapped_hvp);
    agree!(operators operators_jvp operators_grad operators_hvp);
    agree!(spread spread_jvp spread_grad spread_hvp);
    agree!(products products_jvp products_grad products_hvp);
    agree!(assigned assigned_jvp assigned_grad assigned_hvp);
    agree!(elements elements_jvp elements_grad elements_hvp);
}

/// The loss of a logistic regression.
#[grad(hvp)]
fn logistic(w: &Array1<f64>, bias: f64, x: &Array2<f64>, #[constant] labels: &[f64]) -> f64 {
    let products: Array1<f64> = x.dot(w);
    let scores: Array1<f64> = products + bias;
    let mut loss = 0.0;
    for i in 0..labels.len() {
        let s: f64 = scores[i];
        loss += (1.0 + s.exp()).ln() - labels[i] * s;
    }
    loss / labels.len() as f64 + 0.1 * w.dot(w)
}

#[test]
fn a_regression() {
    let x = array![[0.5, 1.0], [-0.3, 0.8], [1.2, -0.7], [0.1, 0.2]];
    let labels = [1.0, 0.0, 1.0, 0.0];
    let (w, bias) = (array![0.3, -0.6], 0.1);
    let (gradient, along, _) = logistic_grad(&w, bias, &x, &labels);
    // Xᵀ (σ - y) / n + 0.2 w
    let error = (x.dot(&w) + bias).mapv(|s: f64| 1.0 / (1.0 + (-s).exp())) - array![1.0, 0.0, 1.0, 0.0];
    let expected = x.t().dot(&error) / 4.0 + &w * 0.2;
    assert!(gradient.iter().zip(&expected).all(|(a, b)| (a - b).abs() < 1e-14));
    assert!((along - error.sum() / 4.0).abs() < 1e-14);
    let (dw, db, dx) = (array![0.4, -0.2], 0.3, Array2::zeros((4, 2)));
    let (_, (product, _, _)) = logistic_hvp(&w, bias, &x, &labels, &dw, db, &dx);
    let at = |h: f64| logistic_grad(&(&w + &dw * h), bias + h * db, &x, &labels).0;
    let difference = (at(1e-5) - at(-1e-5)) / 2e-5;
    assert!(product.iter().zip(&difference).all(|(a, b)| (a - b).abs() < 1e-8));
}

#[test]
#[should_panic(expected = "shapes")]
fn shapes_are_not_spread_in_a_derivative() {
    autodiff::Differentiable::accumulate(&mut array![1.0, 2.0], &array![1.0]);
}
