//! The loss of a character LSTM.

#![allow(clippy::cast_precision_loss, reason = "counts are small")]

use autodiff_gradbench::evals::lstm::sigmoid;

/// What the adjoint of a unit reads.
#[derive(Clone, Copy)]
struct Unit {
    hidden: f64,
    signal: f64,
    cell_before: f64,
    forget: f64,
    ingate: f64,
    outgate: f64,
    change: f64,
    tanh_of_cell: f64,
}

/// What the adjoint of the output of a step reads.
struct Output {
    signal: Vec<f64>,
    exponentials: Vec<f64>,
    sum: f64,
}

/// The cotangents of the main and of the extra parameters. Gates and exponentials
/// are kept, and nothing runs twice.
pub fn gradient(main: &[f64], extra: &[f64], start: &[f64], sequence: &[f64], width: usize) -> (Vec<f64>, Vec<f64>) {
    let steps = sequence.len() / width - 1;
    let per_step = start.len() / 2;
    let mut state = start.to_vec();
    let mut units = Vec::with_capacity(steps * per_step);
    let mut outputs = Vec::with_capacity(steps);
    for input in sequence.chunks_exact(width).take(steps) {
        let mut signal: Vec<f64> = input.iter().zip(extra).map(|(x, w)| x * w).collect();
        step(main, &mut state, &mut signal, &mut units);
        let (scale, shift) = extra[width..].split_at(width);
        let exponentials: Vec<f64> = signal.iter().zip(scale).zip(shift).map(|((s, a), b)| (s * a + b).exp()).collect();
        let sum = 2.0 + exponentials.iter().sum::<f64>();
        outputs.push(Output { signal, exponentials, sum });
    }
    let (mut main_bar, mut extra_bar) = (vec![0.0; main.len()], vec![0.0; extra.len()]);
    let mut state_bar = vec![0.0; start.len()];
    let mut signal_bar = vec![0.0; width];
    let total_bar = -1.0 / (steps * width) as f64;
    for (t, output) in outputs.iter().enumerate().rev() {
        let (input, wanted) = sequence[t * width..(t + 2) * width].split_at(width);
        output_adjoint(extra, wanted, total_bar, output, &mut extra_bar, &mut signal_bar);
        let units = &units[t * per_step..(t + 1) * per_step];
        step_adjoint(main, units, &mut main_bar, &mut state_bar, &mut signal_bar);
        for ((bar, signal_bar), x) in extra_bar.iter_mut().zip(&signal_bar).zip(input) {
            *bar += signal_bar * x;
        }
    }
    (main_bar, extra_bar)
}

/// A step through the layers, which keeps its units.
fn step(main: &[f64], state: &mut [f64], signal: &mut [f64], units: &mut Vec<Unit>) {
    let width = signal.len();
    for (layer, state) in main.chunks_exact(8 * width).zip(state.chunks_exact_mut(2 * width)) {
        let (weight, bias) = layer.split_at(4 * width);
        let (hiddens, cells) = state.split_at_mut(width);
        for i in 0..width {
            let (hidden, signal_before, cell_before) = (hiddens[i], signal[i], cells[i]);
            let forget = sigmoid(signal_before * weight[i] + bias[i]);
            let ingate = sigmoid(hidden * weight[width + i] + bias[width + i]);
            let outgate = sigmoid(signal_before * weight[2 * width + i] + bias[2 * width + i]);
            let change = (hidden * weight[3 * width + i] + bias[3 * width + i]).tanh();
            cells[i] = cell_before * forget + ingate * change;
            let tanh_of_cell = cells[i].tanh();
            hiddens[i] = outgate * tanh_of_cell;
            signal[i] = hiddens[i];
            units.push(Unit {
                hidden,
                signal: signal_before,
                cell_before,
                forget,
                ingate,
                outgate,
                change,
                tanh_of_cell,
            });
        }
    }
}

/// The cotangent of what comes out of the layers.
fn output_adjoint(
    extra: &[f64],
    wanted: &[f64],
    total_bar: f64,
    output: &Output,
    extra_bar: &mut [f64],
    signal_bar: &mut [f64],
) {
    let width = wanted.len();
    let sum_bar = -total_bar * wanted.iter().sum::<f64>() / output.sum;
    let (scale_bar, shift_bar) = extra_bar[width..].split_at_mut(width);
    for i in 0..width {
        let bar = total_bar * wanted[i] + sum_bar * output.exponentials[i];
        shift_bar[i] += bar;
        scale_bar[i] += bar * output.signal[i];
        signal_bar[i] = bar * extra[width + i];
    }
}

/// The adjoint of [`step`].
fn step_adjoint(main: &[f64], units: &[Unit], main_bar: &mut [f64], state_bar: &mut [f64], signal_bar: &mut [f64]) {
    let width = signal_bar.len();
    let layers = main.chunks_exact(8 * width).zip(main_bar.chunks_exact_mut(8 * width));
    let states = state_bar.chunks_exact_mut(2 * width).zip(units.chunks_exact(width));
    for ((layer, layer_bar), (state_bar, units)) in layers.zip(states).rev() {
        let (weight_bar, bias_bar) = layer_bar.split_at_mut(4 * width);
        let (hiddens_bar, cells_bar) = state_bar.split_at_mut(width);
        for (i, u) in units.iter().enumerate() {
            let out = hiddens_bar[i] + signal_bar[i];
            let cell = out * u.outgate * (1.0 - u.tanh_of_cell * u.tanh_of_cell) + cells_bar[i];
            cells_bar[i] = cell * u.forget;
            let forget = cell * u.cell_before * u.forget * (1.0 - u.forget);
            let ingate = cell * u.change * u.ingate * (1.0 - u.ingate);
            let outgate = out * u.tanh_of_cell * u.outgate * (1.0 - u.outgate);
            let change = cell * u.ingate * (1.0 - u.change * u.change);
            for (gate, bar, read) in
                [(0, forget, u.signal), (1, ingate, u.hidden), (2, outgate, u.signal), (3, change, u.hidden)]
            {
                bias_bar[gate * width + i] += bar;
                weight_bar[gate * width + i] += bar * read;
            }
            signal_bar[i] = outgate * layer[2 * width + i] + forget * layer[i];
            hiddens_bar[i] = change * layer[3 * width + i] + ingate * layer[width + i];
        }
    }
}
