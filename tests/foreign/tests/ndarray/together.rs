//! Arrays that are run through together, outputs as parameters, views as parameters, other shapes.

use autodiff::{Differentiable, check, grad};
use ndarray::{Array1, Array2, ArrayView, ArrayView1, ArrayView2, Axis, Ix1, Zip, array, azip, concatenate, stack};

#[derive(Clone, Debug, Differentiable)]
struct Layer {
    w: Array1<f64>,
    k: f64,
}

#[grad]
impl Layer {
    fn forward(&self, input: &Array1<f64>, output: &mut Array1<f64>) {
        let k = self.k;
        Zip::from(output).and(input).and(&self.w).for_each(|o, &i, &w| *o = k * i.tanh() * w);
    }

    fn loss(&self, x: &Array1<f64>) -> f64 {
        let mut y = Array1::<f64>::zeros(x.raw_dim());
        self.forward(x, &mut y);
        y.dot(x)
    }
}

#[grad(hvp)]
fn zipped(x: &Array2<f64>, w: &Array1<f64>) -> f64 {
    let mut y = Array2::<f64>::zeros(x.dim());
    azip!((y in &mut y, &x in x) *y = x * x.exp());
    Zip::indexed(&mut y).for_each(|(i, j), v| *v *= w[j] + i as f64);
    y.mapv_inplace(f64::tanh);
    let mut sums = w.clone();
    Zip::from(&mut sums).and(x.columns()).for_each(|s, column| *s += column.sum());
    sums.zip_mut_with(w, |s, &w| *s *= w);
    let product = Zip::from(&sums).and(w).map_collect(|&s, &w| s * w.sin());
    Zip::from(&product).and(w).fold(y.sum(), |total, &p, &w| total + p * w)
}

/// What is given for each line, and the elements of a transpose.
#[grad(hvp)]
fn by_lines(x: &Array2<f64>) -> f64 {
    let norms = x.map_axis(Axis(1), |row| row.dot(&row).sqrt());
    let sums = x.map_axis(Axis(0), |column| column.iter().map(|v| v * v).sum::<f64>());
    let cubes: f64 = x.t().iter().map(|v| v.powi(3)).sum();
    norms.sum() * sums.dot(&sums) + cubes
}

#[grad(hvp)]
fn shapes(x: &Array1<f64>, m: &Array2<f64>) -> f64 {
    let (n, k) = m.dim();
    let flat = m.clone().into_shape_with_order(n * k).unwrap();
    let rows = stack![Axis(0), x.view(), m.row(0)];
    let tall = concatenate![Axis(0), *m, rows];
    let long = ndarray::concatenate(Axis(0), &[x.view(), flat.view()]).unwrap();
    let spread = x.broadcast((n, k)).unwrap();
    let twice = tall.select(Axis(0), &[1, 0, 1]);
    long.dot(&long) + (&spread * m).sum() + (&twice * &twice).sum() + flat[0] * tall[[2, 1]]
}

#[grad]
#[allow(elided_lifetimes_in_paths, reason = "as people write it")]
fn softmax(x: ArrayView1<f64>) -> Array1<f64> {
    let e = x.mapv(f64::exp);
    let s = e.sum();
    e / s
}

#[grad]
fn distance<'a>(x: ArrayView1<'a, f64>, y: ArrayView<'a, f64, Ix1>) -> f64 {
    x.iter().zip(y.iter()).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

#[grad]
fn product(x: ArrayView1<'_, f64>, w: ArrayView2<'_, f64>) -> f64 {
    let y = w.dot(&x);
    y.dot(&y)
}

#[grad]
fn of_views(x: &Array2<f64>, y: &Array1<f64>) -> f64 {
    let mut total = product(y.view(), x.view());
    for row in x.outer_iter() {
        total += softmax(row).dot(y) * distance(x.row(0), y.view());
    }
    total
}

#[test]
fn together() {
    let m = array![[1.2, 0.3, -0.4], [0.9, -0.7, 0.2]];
    let (a, b) = (array![0.7, -1.2, 0.4], array![-0.3, 0.8, 1.5]);
    check!(Layer::loss(&Layer { w: b.clone(), k: 1.3 }, &a));
    check!(zipped(&m, &b), hvp);
    check!(by_lines(&m), hvp);
    check!(shapes(&a, &m), hvp);
    check!(of_views(&m, &b));
    assert_eq!(product_grad(a.clone(), array![[1.0, 0.0, 0.0]]).0, array![1.4, 0.0, 0.0]);
}
