//! The loss of a character LSTM.

#![allow(clippy::cast_precision_loss, reason = "counts are small")]

use super::flat;
use crate::protocol::{Run, Runs, run};
use autodiff::grad;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Debug, Deserialize)]
pub(crate) struct Input {
    main_params: Vec<Vec<f64>>,
    extra_params: Vec<Vec<f64>>,
    state: Vec<Vec<f64>>,
    sequence: Vec<Vec<f64>>,
    #[serde(flatten)]
    runs: Runs,
}

/// The input with its matrices row by row.
#[derive(Debug)]
pub(crate) struct Problem {
    pub(crate) width: usize,
    pub(crate) main: Vec<f64>,
    pub(crate) extra: Vec<f64>,
    pub(crate) state: Vec<f64>,
    pub(crate) sequence: Vec<f64>,
    pub(crate) runs: Runs,
}

impl Problem {
    pub(crate) fn new(input: &Input) -> Result<Self, String> {
        let width = input.sequence.first().map_or(0, Vec::len);
        if width == 0 || input.extra_params.len() != 3 || input.main_params.len() != input.state.len() {
            return Err("the extents of the input do not fit each other".to_owned());
        }
        Ok(Problem {
            width,
            main: flat(&input.main_params, 4 * width, "main_params")?,
            extra: flat(&input.extra_params, width, "extra_params")?,
            state: flat(&input.state, width, "state")?,
            sequence: flat(&input.sequence, width, "sequence")?,
            runs: input.runs,
        })
    }
}

/// The logistic function.
#[grad(only(vjp))]
pub fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

/// One step through the layers: `signal` goes in and comes out, and the state
/// (hidden, cell of each layer) is updated.
#[grad(only(vjp_into))]
pub fn step(main: &[f64], state: &mut [f64], signal: &mut [f64]) {
    let width = signal.len();
    for layer in 0..state.len() / (2 * width) {
        let weight = &main[8 * width * layer..8 * width * layer + 4 * width];
        let bias = &main[8 * width * layer + 4 * width..8 * width * (layer + 1)];
        let at = 2 * width * layer;
        for i in 0..width {
            let hidden = state[at + i];
            let forget = sigmoid(signal[i] * weight[i] + bias[i]);
            let ingate = sigmoid(hidden * weight[width + i] + bias[width + i]);
            let outgate = sigmoid(signal[i] * weight[2 * width + i] + bias[2 * width + i]);
            let change = (hidden * weight[3 * width + i] + bias[3 * width + i]).tanh();
            let cell = state[at + width + i] * forget + ingate * change;
            state[at + width + i] = cell;
            state[at + i] = outgate * cell.tanh();
            signal[i] = state[at + i];
        }
    }
}

/// The mean negative log-likelihood of the next character.
#[grad(only(grad))]
pub fn loss(main: &[f64], extra: &[f64], #[constant] start: &[f64], #[constant] sequence: &[f64], width: usize) -> f64 {
    let mut state = start.to_vec();
    let steps = sequence.len() / width - 1;
    let mut total = 0.0;
    for t in 0..steps {
        let input = &sequence[t * width..(t + 1) * width];
        let wanted = &sequence[(t + 1) * width..(t + 2) * width];
        let mut signal: Vec<f64> = input.iter().zip(&extra[..width]).map(|(x, w)| x * w).collect();
        step(main, &mut state, &mut signal);
        let mut sum = 2.0;
        for i in 0..width {
            signal[i] = signal[i] * extra[width + i] + extra[2 * width + i];
            sum += signal[i].exp();
        }
        let scale = sum.ln();
        for i in 0..width {
            total += wanted[i] * (signal[i] - scale);
        }
    }
    -total / (steps * width) as f64
}

pub(crate) fn objective(p: &Problem) -> Run {
    run(p.runs, || loss(&p.main, &p.extra, &p.state, &p.sequence, p.width), Value::from)
}

pub(crate) fn jacobian(p: &Problem) -> Run {
    let gradient = || loss_grad(&p.main, &p.extra, &p.state, &p.sequence, p.width);
    run(p.runs, gradient, |(main, extra)| json!([main, extra].concat()))
}
