//! Networks as they are written: activations by functions, attention, normalised layers.

use autodiff::{Differentiable, check, grad};
use ndarray::{Array1, Array2, Axis, array};

#[grad(hvp)]
fn logistic(z: &Array2<f64>) -> Array2<f64> {
    z.mapv(|v| 1.0 / (1.0 + (-v).exp()))
}

/// `1.0 - &s` of what a function of an array gives.
#[grad(hvp)]
fn slope(z: &Array2<f64>) -> Array2<f64> {
    let s = logistic(z);
    &s * (1.0 - &s)
}

#[grad(hvp)]
fn complement(z: &Array2<f64>) -> f64 {
    let s = logistic(z);
    let rest = (1.0 - &s) * z;
    rest.sum()
}

/// By value, it is one where nothing else fits.
#[grad(hvp)]
fn taken(z: &Array2<f64>) -> Array2<f64> {
    1.0 - logistic(z)
}

#[grad(hvp)]
fn pairs(x: &Array2<f64>) -> f64 {
    let n = x.shape()[0];
    let mut total = Array2::zeros((n, x.shape()[1]));
    for i in 0..n {
        for k in 0..i {
            let d = &x.row(i) - &x.row(k);
            total[[i, k]] = d.dot(&d) / n as f64;
        }
    }
    total.sum()
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Normalised {
    gamma: Array2<f64>,
    beta: Array2<f64>,
    eps: f64,
}

#[grad(hvp)]
impl Normalised {
    fn forward(&self, x: &Array2<f64>) -> Array2<f64> {
        let mean = x.mean_axis(Axis(1)).unwrap();
        let variance = x.var_axis(Axis(1), 0.0);
        let centered = x - &mean.insert_axis(Axis(1));
        let std = (variance + self.eps).mapv(f64::sqrt);
        let scaled = centered / &std.insert_axis(Axis(1));
        &scaled * &self.gamma + &self.beta
    }
}

#[grad(hvp)]
fn normalised(layer: &Normalised, x: &Array2<f64>) -> f64 {
    let y = layer.forward(x);
    (&y * &y * x).sum()
}

/// Along either axis, and along the degrees of freedom.
#[grad(hvp)]
fn deviations(x: &Array2<f64>, ddof: f64) -> f64 {
    let (columns, rows) = (x.std_axis(Axis(0), ddof), x.var_axis(Axis(1), ddof));
    columns.dot(&columns.mapv(|v| v * v)) + rows.mapv(|v| v * v * v).sum()
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Kernel {
    query: Array2<f64>,
    features: Array2<f64>,
}

#[grad(hvp)]
impl Kernel {
    /// Of a product with a field, whose type is not seen.
    fn map(&self, x: &Array2<f64>) -> Array2<f64> {
        let projected = x.dot(&self.features);
        let features = projected.mapv(|v| if v > 0.0 { v + 1.0 } else { v.exp() });
        let norms = features.map_axis(Axis(1), |row| {
            let squares: f64 = row.iter().map(|v| v * v).sum();
            squares.sqrt().max(1e-10)
        });
        &features / &norms.insert_axis(Axis(1))
    }
}

#[grad(hvp)]
fn attention(kernel: &Kernel, x: &Array2<f64>) -> f64 {
    let q = kernel.map(&x.dot(&kernel.query));
    q.dot(&q.t()).sum() * q[[0, 1]]
}

/// The type of what is returned early stands in the signature alone.
#[grad(hvp)]
fn joined(arrays: &[Array2<f64>]) -> Array2<f64> {
    if arrays.is_empty() {
        return Array2::zeros((0, 0));
    }
    let columns: usize = arrays.iter().map(|a| a.ncols()).sum();
    let mut joined = Array2::zeros((arrays[0].nrows(), columns));
    let mut from = 0;
    for a in arrays {
        for k in 0..a.ncols() {
            joined.column_mut(from + k).assign(&a.column(k));
        }
        from += a.ncols();
    }
    &joined * &joined
}

#[test]
fn programs() {
    let (m, n): (Array2<f64>, _) = (array![[1.0, 2.0], [0.3, -0.4]], array![[0.5, 0.2], [0.7, 0.4]]);
    check!(slope(&m));
    check!(complement(&m), hvp);
    check!(taken(&m));
    check!(pairs(&array![[1.0, 2.0], [0.3, -0.4], [0.8, 0.1]]), hvp);
    let layer = Normalised { gamma: array![[0.7, -0.4]], beta: array![[0.1, 0.3]], eps: 0.3 };
    check!(normalised(&layer, &m), hvp);
    check!(deviations(&array![[1.0, 2.0, 0.3], [0.3, -0.4, 0.9], [0.2, 0.5, -1.0]], 0.5), hvp);
    check!(attention(&Kernel { query: m.clone(), features: n.clone() }, &m), hvp);
    check!(joined(&[m, n]));
    let none: Array1<f64> = joined(&[]).sum_axis(Axis(0));
    assert_eq!(none.len(), 0);
}
