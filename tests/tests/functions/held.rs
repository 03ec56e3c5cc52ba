//! Functions with their derivatives in fields, in `Option`s, in vectors and slices.

use autodiff::functions::{ByRef, ByValue, Forward1, Reverse1, Twice1, Twice2};
use autodiff::{Differentiable, function, grad};

#[derive(Clone, Differentiable)]
struct Layer<F, G> {
    activation: F,
    after: Option<G>,
    terms: Vec<F>,
    k: f64,
}

#[grad(hvp)]
impl<F: Twice1<ByValue<f64>, Output = f64>, G: Twice1<ByValue<f64>, Output = f64>> Layer<F, G> {
    fn at(&self, x: f64) -> f64 {
        let inner = self.activation.call(x * self.k);
        let mut sum = match &self.after {
            Some(after) => after.call(inner),
            None => inner,
        };
        for term in &self.terms {
            let y: f64 = term.call(sum);
            sum += y * x;
        }
        sum
    }
}

#[derive(Clone, Differentiable)]
struct Flow<F> {
    rate: F,
}

#[grad(hvp)]
impl<F: Twice2<ByValue<f64>, ByRef<[f64]>, Output = Vec<f64>>> Flow<F> {
    fn end(&self, start: f64) -> f64 {
        let mut y = vec![start, 0.2];
        for i in 0..4 {
            let k = self.rate.call(0.1 * i as f64, &y);
            y = y.iter().zip(&k).map(|(y, k)| y + 0.1 * k).collect();
        }
        y[0] * y[1]
    }
}

#[grad(hvp)]
fn swing(t: f64, y: &[f64]) -> Vec<f64> {
    vec![y[1] + t, -9.81 * y[0].sin()]
}

#[grad]
fn sum<F: Forward1<ByValue<f64>, Output = f64> + Reverse1<ByValue<f64>>>(terms: &[F], x: f64) -> f64 {
    let mut s = x;
    for term in terms {
        s += term.call(x) * s;
    }
    s
}

fn slope(f: impl Fn(f64) -> f64, x: f64) -> f64 {
    (f(x + 1e-5) - f(x - 1e-5)) / 2e-5
}

fn close(a: f64, b: f64) {
    assert!((a - b).abs() < 1e-7 * (1.0 + b.abs()), "{a} is not {b}");
}

#[test]
fn fields_options_and_vectors() {
    let (tanh, square) = (function!(|x: f64| x.tanh(), hvp), function!(|x: f64| x * x, hvp));
    for after in [None, Some(square)] {
        let layer = Layer { activation: tanh, after, terms: vec![tanh, tanh], k: 0.7 };
        let zero = layer.zero_like();
        let (along_layer, along_x) = layer.at_grad(0.4);
        close(along_x, slope(|x| layer.at(x), 0.4));
        close(layer.at_jvp(0.4, &zero, 1.0).1, along_x);
        close(layer.at_hvp(0.4, &zero, 1.0).1.1, slope(|x| layer.at_grad(x).1, 0.4));
        close(along_layer.k, slope(|k| Layer { k, ..layer.clone() }.at(0.4), 0.7));
    }
}

#[test]
fn of_memory() {
    let flow = Flow { rate: function!(|t: f64, y: &[f64]| -> Vec<f64> { swing(t, y) }, hvp) };
    close(flow.end_grad(0.3).1, slope(|x| flow.end(x), 0.3));
    close(flow.end_jvp(0.3, &flow.zero_like(), 1.0).1, flow.end_grad(0.3).1);
    close(flow.end_hvp(0.3, &flow.zero_like(), 1.0).1.1, slope(|x| flow.end_grad(x).1, 0.3));
}

#[test]
fn slices() {
    let terms = [function!(|x: f64| x.sin()); 3];
    close(sum_grad(&terms, 0.6).1, slope(|x| sum(&terms, x), 0.6));
    close(sum_jvp(&terms, 0.6, &terms, 1.0).1, sum_grad(&terms, 0.6).1);
}
