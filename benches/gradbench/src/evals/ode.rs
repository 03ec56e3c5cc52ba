//! A chain of linear equations by the method of Runge and Kutta.

#![allow(clippy::cast_precision_loss, reason = "counts are small")]

use crate::protocol::{Run, Runs, run};
use autodiff::grad;
use serde::Deserialize;
use serde_json::json;

#[derive(Debug, Deserialize)]
pub(crate) struct Input {
    pub(crate) x: Vec<f64>,
    pub(crate) s: usize,
    #[serde(flatten)]
    pub(crate) runs: Runs,
}

/// The right-hand side: the rate of each state is a multiple of the state before
/// it, that of the first one is constant.
#[grad(only(vjp_into))]
pub fn rate(x: &[f64], y: &[f64], rates: &mut [f64]) {
    rates[0] = x[0];
    for i in 1..x.len() {
        rates[i] = x[i] * y[i - 1];
    }
}

/// The state after a time, at these rates.
#[grad(only(vjp_into))]
pub fn advanced(y: &[f64], rates: &[f64], #[constant] time: f64) -> Vec<f64> {
    y.iter().zip(rates).map(|(y, rate)| y + time * rate).collect()
}

/// The state at time 2, from zero, in so many steps.
#[grad(only(vjp))]
pub fn integrate(x: &[f64], steps: usize) -> Vec<f64> {
    const END: f64 = 2.0;
    let n = x.len();
    let h = END / steps as f64;
    let half = h / 2.0;
    let mut y = vec![0.0; n];
    let (mut k1, mut k2, mut k3, mut k4) = (vec![0.0; n], vec![0.0; n], vec![0.0; n], vec![0.0; n]);
    for _ in 0..steps {
        rate(x, &y, &mut k1);
        rate(
            x,
            &advanced(
                &y,
                &k1,
                #[constant]
                half,
            ),
            &mut k2,
        );
        rate(
            x,
            &advanced(
                &y,
                &k2,
                #[constant]
                half,
            ),
            &mut k3,
        );
        rate(
            x,
            &advanced(
                &y,
                &k3,
                #[constant]
                h,
            ),
            &mut k4,
        );
        for i in 0..n {
            y[i] += h / 6.0 * (k1[i] + 2.0 * (k2[i] + k3[i]) + k4[i]);
        }
    }
    y
}

/// The gradient of the last state.
pub fn gradient_of_last(x: &[f64], steps: usize) -> Vec<f64> {
    let mut y_bar = vec![0.0; x.len()];
    y_bar[x.len() - 1] = 1.0;
    integrate_vjp(x, steps, y_bar).1
}

fn checked(input: &Input) -> Result<(), String> {
    if input.x.is_empty() {
        return Err("`x` has no entries".to_owned());
    }
    Ok(())
}

pub(crate) fn primal(input: &Input) -> Result<Run, String> {
    checked(input)?;
    Ok(run(input.runs, || integrate(&input.x, input.s), |state| json!(state)))
}

pub(crate) fn gradient(input: &Input) -> Result<Run, String> {
    checked(input)?;
    Ok(run(input.runs, || gradient_of_last(&input.x, input.s), |gradient| json!(gradient)))
}
