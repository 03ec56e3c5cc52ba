//! Arrays that are made of active elements, and what a product needs no type for.

use super::{Given, given};
use autodiff::{check, grad};
use autodiff_tests::{data, modes};
use ndarray::{Array1, Array2, array};

#[grad(hvp)]
fn without_types(of: &Given) -> f64 {
    let (m, a): (&Array2<f64>, &Array1<f64>) = (&of.m, &of.a);
    let z = m.dot(a) + of.k;
    let w = (m.dot(a) + 1.0).mapv(|x| x.tanh());
    z.iter().map(|x| x.exp()).sum::<f64>().ln() + z[0] * z[1] + w.sum()
}

#[grad(hvp)]
fn written(of: &Given) -> f64 {
    let a: &Array1<f64> = &of.a;
    let n = a.len();
    let mut m = Array2::zeros((n, n));
    let mut v = Array1::<f64>::zeros(n);
    for i in 0..n {
        v[i] += a[i] * of.k;
        v[i] *= a[0];
        for j in 0..n {
            m[[i, j]] = a[i] * of.b[j];
        }
        m[[i, i]] += of.k;
    }
    m.dot(a).dot(&v)
}

#[grad(hvp)]
fn constructed(of: &Given) -> f64 {
    let (a, k) = (&of.a, of.k);
    let v = Array1::from_vec(vec![k, a[0] * k, a[1]]);
    let all = Array1::from_elem(3, k);
    let square = Array2::from_elem((3, 3), a[2]);
    let items = Array1::from_iter(a.iter().map(|x| x.exp()));
    v.dot(&all) + square.dot(&v).dot(&items) + items.dot(a)
}

#[grad(hvp)]
fn literals(of: &Given) -> f64 {
    let (x, y) = (of.k, of.a[1]);
    let v = array![x, y, x * y];
    let rotation = array![[x.cos(), -x.sin()], [x.sin(), x.cos()]];
    let turned = rotation.dot(&array![y, 1.0]);
    v.dot(&of.b) + turned[0] * turned[1] * y
}

#[grad(hvp)]
fn by_index(of: &Given) -> f64 {
    let (a, b) = (&of.a, &of.b);
    let v = Array1::from_shape_fn(a.len(), |i| a[i] * (i as f64 + of.k));
    let m = Array2::from_shape_fn((2, 3), |(i, j)| (a[i] - b[j]).powi(2));
    m.dot(&v).sum()
}

fn half(x: f64) -> f64 {
    0.5 * x
}

fn half_jvp(x: f64, x_dot: f64) -> (f64, f64) {
    (half(x), half(x_dot))
}

fn half_vjp_into(x: f64, y_bar: f64, x_bar: &mut f64) -> f64 {
    *x_bar += half(y_bar);
    half(x)
}

fn half_vjp_into_jvp(
    x: f64,
    y_bar: f64,
    x_bar: &mut f64,
    x_dot: f64,
    y_bar_dot: f64,
    x_bar_dot: &mut f64,
) -> (f64, f64) {
    *x_bar += half(y_bar);
    *x_bar_dot += half(y_bar_dot);
    (half(x), half(x_dot))
}

#[grad(hvp)]
fn by_name(of: &Given) -> f64 {
    let a: &Array1<f64> = &of.a;
    (a.mapv(f64::exp) * of.k + a.mapv(half)).mapv(f64::sin).sum()
}

/// A variable that changes, and is only read by its methods.
#[grad(hvp)]
fn steps(of: &Given) -> f64 {
    let n: &Array2<f64> = &of.n;
    let mut x: Array1<f64> = of.a.clone();
    for _ in 0..3 {
        let velocity = n.dot(&of.m.dot(&x));
        x = &x + &(velocity * of.k);
    }
    x.dot(&x)
}

#[grad(hvp)]
fn maths(of: &Given) -> f64 {
    let a: &Array1<f64> = &of.a;
    let b = &a.abs();
    let one = a.exp() + b.ln() * of.k + a.sin() * a.cos() - a.tan() + a.tanh();
    let two = b.sqrt() * a.sinh() + a.cosh() / a.recip() + a.atan() - b.ln_1p() + a.exp_m1();
    one.dot(&two) + a.powi(3).sum() + a.powi(1).dot(&a.powi(0)) + a.powi(-2).dot(&a.pow2())
}

/// A zero tangent wins over an infinite slope.
#[test]
fn zeros_win() {
    let a = array![0.0, 4.0];
    assert_eq!(roots_grad(&a, 0.0), array![0.0, 0.0]);
    assert_eq!(roots_grad(&a, 2.0), array![f64::INFINITY, 0.5]);
}

#[grad]
fn roots(a: &Array1<f64>, #[constant] k: f64) -> f64 {
    let roots: Array1<f64> = a.sqrt() * k;
    roots.sum()
}

#[test]
fn arrays_that_are_made() {
    agree!(without_types without_types_jvp without_types_grad without_types_hvp);
    agree!(written written_jvp written_grad written_hvp);
    agree!(constructed constructed_jvp constructed_grad constructed_hvp);
    agree!(literals literals_jvp literals_grad literals_hvp);
    agree!(by_index by_index_jvp by_index_grad by_index_hvp);
    agree!(steps steps_jvp steps_grad steps_hvp);
    agree!(maths maths_jvp maths_grad maths_hvp);
    agree!(by_name by_name_jvp by_name_grad by_name_hvp);
}

#[grad(hvp)]
fn chained(x: &[f64]) -> f64 {
    x.windows(2).map(|pair| (1.0 - pair[0]).powi(2) + 5.0 * (pair[1] - pair[0] * pair[0]).powi(2)).sum()
}

#[grad(hvp)]
fn as_a_vector(a: &Array1<f64>) -> f64 {
    let elements = a.to_vec();
    chained(&a.to_vec()) + elements[0] * elements.iter().map(|x| x.sin()).sum::<f64>()
}

#[test]
fn vectors_of_arrays() {
    check!(as_a_vector(&array![-1.2, 1.0, 0.3]), hvp);
}

#[grad(hvp)]
fn collected(x: &[f64], k: f64) -> f64 {
    let a: Array1<f64> = x.iter().map(|v| v * k).collect();
    let b = x.iter().map(|v| v.sin()).collect::<Array1<_>>();
    a.dot(&b)
}

#[grad]
fn returned(a: &Array1<f64>, k: f64) -> Array1<f64> {
    a.iter().enumerate().map(|(i, v)| v * k + i as f64).collect()
}

#[test]
fn items_that_are_collected() {
    check!(collected(&vec![0.3, -0.4], 0.7), hvp);
    check!(returned(&array![0.3, -0.4], 0.7));
}
