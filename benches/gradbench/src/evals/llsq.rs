//! Least squares of a polynomial against the sign function.

#![allow(clippy::cast_precision_loss, reason = "counts are small")]

use crate::protocol::{Run, Runs, run};
use autodiff::grad;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Debug, Deserialize)]
pub(crate) struct Input {
    pub(crate) x: Vec<f64>,
    pub(crate) n: usize,
    #[serde(flatten)]
    pub(crate) runs: Runs,
}

/// The polynomial with these coefficients, the constant one first.
#[grad(only(vjp_into))]
pub fn polynomial(x: &[f64], #[constant] t: f64) -> f64 {
    let mut power = 1.0;
    let mut sum = 0.0;
    for c in x {
        sum += c * power;
        power *= t;
    }
    sum
}

/// Half the sum of squares at `n` points between -1 and 1.
#[grad(only(grad))]
pub fn residuals(x: &[f64], n: usize) -> f64 {
    let mut sum = 0.0;
    for i in 0..n {
        let t = -1.0 + i as f64 * 2.0 / (n as f64 - 1.0);
        let sign = if t > 0.0 {
            1.0
        } else if t < 0.0 {
            -1.0
        } else {
            0.0
        };
        let error = sign
            - polynomial(
                x,
                #[constant]
                t,
            );
        sum += error * error;
    }
    0.5 * sum
}

pub(crate) fn primal(input: &Input) -> Run {
    run(input.runs, || residuals(&input.x, input.n), Value::from)
}

pub(crate) fn gradient(input: &Input) -> Run {
    run(input.runs, || residuals_grad(&input.x, input.n), |gradient| json!(gradient))
}
