//! A logistic regression over arrays.

use autodiff::{Differentiable, check, grad};
use ndarray::{Array1, Array2, array};

#[derive(Clone, Debug, Differentiable)]
struct LogisticRegression {
    weights: Array1<f64>,
    bias: f64,
}

#[grad(hvp)]
impl LogisticRegression {
    /// The negative logarithm of the likelihood, of each observation, with a penalty.
    fn loss(&self, #[constant] x: &Array2<f64>, #[constant] y: &Array1<f64>, alpha: f64) -> f64 {
        let p = self.probability(x);
        let log_likelihood = y * &p.mapv(f64::ln) + (1.0 - y) * (1.0 - &p).mapv(f64::ln);
        -log_likelihood.mean().unwrap() + 0.5 * alpha * self.weights.dot(&self.weights)
    }

    fn probability(&self, #[constant] x: &Array2<f64>) -> Array1<f64> {
        let z = x.dot(&self.weights) + self.bias;
        z.mapv(|z| 1.0 / (1.0 + (-z).exp()))
    }
}

pub(crate) fn run() {
    let x = array![[0.5, 1.2], [1.5, -0.3], [-0.7, 0.8], [-1.2, -1.1]];
    let y = array![1.0, 1.0, 0.0, 0.0];
    let mut model = LogisticRegression { weights: array![0.3, -0.2], bias: 0.1 };
    check!(
        LogisticRegression::loss(
            &model,
            #[constant]
            &x,
            #[constant]
            &y,
            0.1
        ),
        hvp
    );
    for _ in 0..2000 {
        let (along, ..) = model.loss_grad(&x, &y, 0.1);
        model.weights -= &(along.weights * 0.5);
        model.bias -= 0.5 * along.bias;
    }
    let LogisticRegression { weights, bias } = &model;
    println!("  logistic regression      weights [{:.5}, {:.5}], bias {bias:.5}", weights[0], weights[1]);
    assert!(model.loss_grad(&x, &y, 0.1).0.flatten().iter().all(|along| along.abs() < 1e-9));
}
