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

/// Powers of each element along an exponent, of what two arrays give together.
#[grad(hvp)]
fn copula(x: &Array2<f64>, theta: f64) -> f64 {
    let (u, v) = (x.column(0), x.column(1));
    let a = (theta + 1.0) * (&u * &v).powf(-theta - 1.0);
    let b = u.powf(-theta) + v.powf(-theta) - 1.0;
    let together = (&u - &v) * (&u / &v);
    (a * b.powf(-(2.0 * theta + 1.0) / theta)).sum() + together.exp().sum()
}

#[grad(hvp)]
fn powers(a: &Array1<f64>, n: f64) -> f64 {
    a.powf(n).sum() + a.powf(2.5).dot(a)
}

#[grad]
fn narrow(a: &Array1<f32>, n: f32) -> f32 {
    a.powf(n).sum()
}

/// The extents of an array in a variable, for what is made and for how far is run.
#[grad]
fn by_extents(x: &Array2<f64>, k: f64) -> Array1<f64> {
    let extents = x.shape();
    if k < 0.0 {
        return Array1::zeros(extents[0]);
    }
    let mut sums = Array1::zeros(extents[0]);
    for i in 0..extents[0] {
        for j in 0..extents[1] {
            sums[i] += k * x[[i, j]] * x[[i, j]] / extents[1] as f64;
        }
    }
    sums
}

#[test]
fn powers_and_extents() {
    let x = array![[0.4, 0.7], [0.9, 0.2], [0.5, 0.6]];
    check!(copula(&x, 1.3), hvp);
    check!(powers(&array![0.7, 1.2, 0.4], 1.7), hvp);
    check!(powers(&array![0.7, 1.2, 0.4], 0.0), hvp);
    check!(by_extents(&x, 0.7));
    check!(by_extents(&x, -0.7));
    let (a_bar, n_bar) = narrow_grad(&array![2.0, 0.5], 2.0);
    assert!((a_bar[0] - 4.0).abs() < 1e-6 && (a_bar[1] - 1.0).abs() < 1e-6);
    assert!((n_bar - (4.0 * 2.0_f32.ln() + 0.25 * 0.5_f32.ln())).abs() < 1e-5);
    // As the rule of floats has it: at zero, and below.
    let (a_bar, n_bar) = powers_grad(&array![0.0, -2.0], 2.0);
    assert_eq!(a_bar[0], 0.0);
    assert!(a_bar[1].is_nan() && n_bar == 0.0);
    let (a_bar, _) = narrow_grad(&array![0.0, -2.0], 3.0);
    assert_eq!(a_bar, array![0.0, 12.0]);
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
