//! The logarithm of a sum of exponentials.

use crate::protocol::{Run, Runs, run};
use autodiff::grad;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Debug, Deserialize)]
pub(crate) struct Input {
    pub(crate) x: Vec<f64>,
    #[serde(flatten)]
    pub(crate) runs: Runs,
}

/// The largest entry is taken off first, so that nothing overflows.
#[grad]
pub fn logsumexp(x: &[f64]) -> f64 {
    let largest = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let sum: f64 = x.iter().map(|v| (v - largest).exp()).sum();
    largest + sum.ln()
}

pub(crate) fn primal(input: &Input) -> Run {
    run(input.runs, || logsumexp(&input.x), Value::from)
}

pub(crate) fn gradient(input: &Input) -> Run {
    run(input.runs, || logsumexp_grad(&input.x), |gradient| json!(gradient))
}
