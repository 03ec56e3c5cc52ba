//! Arrays with numbers, with arrays of another dimension, and with functions by their names.

use autodiff::{check, grad};
use ndarray::{Array1, Array2, array};

/// The attraction of the Peng-Robinson equation.
#[grad(hvp)]
fn attraction(t: f64, tc: &Array1<f64>, k: &Array1<f64>) -> f64 {
    let alpha = (1.0 - (t / tc).mapv(f64::sqrt)) * k + 1.0;
    alpha.mapv(|a| a * a).sum()
}

#[grad]
fn taken(w: &Array1<f64>, k: f64) -> f64 {
    let a = w * k;
    let b = a.mapv_into(f64::exp);
    (w * k).mapv_into(|v| v * v).sum() * b.sum()
}

#[grad]
fn cubed(x: f64) -> f64 {
    x * x * x
}

#[grad]
fn in_place(w: &Array1<f64>) -> f64 {
    let mut a = w.clone();
    a.mapv_inplace(cubed);
    a.sum()
}

#[grad]
fn smaller_first(w: &Array1<f64>, y: &Array2<f64>, k: f64) -> f64 {
    let z = w * y + (k - w) / y;
    (w - y).sum() * z.mapv(|v| v * v).sum()
}

#[test]
fn mixed() {
    let (a, b) = (array![1.0, 2.0], array![0.3, 0.4]);
    check!(attraction(0.4, &a, &b), hvp);
    check!(taken(&a, 0.3));
    check!(in_place(&a));
    check!(smaller_first(&a, &array![[1.0, 3.0], [0.5, 0.2], [0.7, 1.4]], 0.4));
}
