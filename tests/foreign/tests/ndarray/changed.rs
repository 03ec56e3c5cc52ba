//! What is assigned, changed in place, or run through element by element; statistics.

use autodiff::{check, grad};
use ndarray::{Array1, Array2, Axis, Zip, array};

#[grad(hvp)]
fn assigned(a: &Array1<f64>, k: f64) -> f64 {
    let mut m = Array2::<f64>::zeros((2, a.len()));
    m.row_mut(0).assign(a);
    m.row_mut(1).assign(&(a * k));
    let mut b = Array1::zeros(a.len());
    b.assign(&(a * k));
    m.column_mut(1).assign(&array![k, k * k]);
    m.sum_axis(Axis(0)).dot(&b)
}

/// A row is spread over a matrix.
#[grad(hvp)]
fn spread(a: &Array1<f64>, m: &Array2<f64>) -> f64 {
    let mut n = m.clone();
    n.assign(a);
    n *= m;
    n.sum()
}

#[grad(hvp)]
fn descent(a: &Array1<f64>, g: &Array1<f64>, rate: f64) -> f64 {
    let mut x = a.clone();
    x.scaled_add(rate, g);
    x.mapv_inplace(|v| (rate * v).tanh());
    x.map_inplace(|v| *v *= 2.0);
    x.fold(0.0, |sum, v| sum + v * v * v)
}

#[grad(hvp)]
fn together(a: &Array1<f64>, b: &Array1<f64>) -> f64 {
    let mut c = a.clone();
    Zip::from(&mut c).and(b).for_each(|c, &b| *c = *c * b + 1.0);
    let mut total = 0.0;
    Zip::from(a).and(b).and(&c).for_each(|&x, &y, &z| total += x * y * y * z);
    total
}

#[grad(hvp)]
fn deviations(a: &Array1<f64>) -> f64 {
    a.var(1.0) + a.std(0.0) * a.mean().unwrap()
}

#[grad(hvp)]
fn softmax(z: &Array2<f64>) -> f64 {
    let e = z.mapv(f64::exp);
    let s = e.sum_axis(Axis(1)).insert_axis(Axis(1));
    let p = &e / &s;
    -p.column(0).mapv(|x| x.ln()).sum()
}

#[grad(hvp)]
fn reshaped(x: &[f64]) -> f64 {
    let m = Array2::from_shape_vec((2, 2), x.to_vec()).unwrap();
    m[[0, 0]] * m[[1, 1]] - m[[0, 1]] * m[[1, 0]]
}

#[test]
fn changed() {
    let (a, b) = (array![0.3, -0.7, 1.1], array![0.4, 0.2, -0.5]);
    let m = array![[0.3, -0.7, 1.1], [0.6, 0.2, -0.4]];
    check!(assigned(&a, 1.3), hvp);
    check!(spread(&a, &m), hvp);
    check!(descent(&a, &b, 0.7), hvp);
    check!(together(&a, &b), hvp);
    check!(deviations(&a), hvp);
    check!(softmax(&m), hvp);
    check!(reshaped(&[0.3, -0.7, 1.1, 0.4]), hvp);
}
