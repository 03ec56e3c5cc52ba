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
    fn loss(&self, x: &Array2<f64>, #[constant] y: &Array1<f64>, alpha: f64) -> f64 {
        let product: Array1<f64> = x.dot(&self.weights);
        let z: Array1<f64> = product + self.bias;
        let mut sum = 0.0;
        for i in 0..y.len() {
            sum += z[i].exp().ln_1p() - y[i] * z[i];
        }
        sum / y.len() as f64 + 0.5 * alpha * self.weights.dot(&self.weights)
    }
}

pub(crate) fn run() {
    let x = array![[0.5, 1.2], [1.5, -0.3], [-0.7, 0.8], [-1.2, -1.1]];
    let y = array![1.0, 1.0, 0.0, 0.0];
    let mut model = LogisticRegression { weights: array![0.3, -0.2], bias: 0.1 };
    check!(
        LogisticRegression::loss(
            &model,
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
