//! A multilayer perceptron of any size, trained on Fisher's iris measurements.
//!
//! The sizes of the layers are data, and the weights one flat slice: for each
//! unit its bias, then a weight for each of its inputs, layer after layer.
//! Hidden units are tanh; the outputs go through softmax into the cross
//! entropy, and the loss is its mean over the rows of a batch. One reverse sweep
//! gives its derivative for every weight. The loss of each step is written to
//! `target/autodiff/mlp.csv`.
//!
//! Writes: csv

#![allow(clippy::cast_precision_loss, reason = "the sizes are small")]
#![allow(clippy::needless_range_loop, clippy::manual_memcpy, reason = "the loops are about offsets into one slice")]

use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

use autodiff::grad;

/// The values of all units for one row: the inputs, then each layer, the
/// last of which is without tanh.
#[grad]
fn activations(weights: &[f64], sizes: &[usize], #[constant] row: &[f64]) -> Vec<f64> {
    let mut units = vec![0.0; total(sizes)];
    for j in 0..sizes[0] {
        units[j] = row[j];
    }
    let mut inputs_at = 0;
    let mut weights_at = 0;
    for layer in 1..sizes.len() {
        let inputs = sizes[layer - 1];
        let units_at = inputs_at + inputs;
        for i in 0..sizes[layer] {
            let mut net = weights[weights_at];
            for j in 0..inputs {
                net += weights[weights_at + 1 + j] * units[inputs_at + j];
            }
            units[units_at + i] = if layer + 1 < sizes.len() { net.tanh() } else { net };
            weights_at += inputs + 1;
        }
        inputs_at = units_at;
    }
    units
}

/// The negative logarithm of the probability that softmax gives the label,
/// from the outputs, which stand in `units` from `at` on. The largest is
/// taken off first, so that no `exp` overflows.
#[grad]
fn cross_entropy(units: &[f64], at: usize, label: usize) -> f64 {
    let mut largest = units[at];
    for k in at + 1..units.len() {
        largest = largest.max(units[k]);
    }
    let mut sum = 0.0;
    for k in at..units.len() {
        sum += (units[k] - largest).exp();
    }
    largest + sum.ln() - units[at + label]
}

/// The mean cross entropy over a batch.
#[grad]
fn loss(weights: &[f64], sizes: &[usize], #[constant] rows: &[Vec<f64>], labels: &[usize]) -> f64 {
    let outputs_at = total(sizes) - sizes[sizes.len() - 1];
    let mut sum = 0.0;
    for r in 0..rows.len() {
        let units = activations(
            weights,
            sizes,
            #[constant]
            &rows[r],
        );
        sum += cross_entropy(&units, outputs_at, labels[r]);
    }
    sum / rows.len() as f64
}

/// How many units there are, the inputs with them. A plain function: it has
/// integers to work on.
fn total(sizes: &[usize]) -> usize {
    sizes.iter().sum()
}

const SIZES: [usize; 4] = [4, 8, 6, 3];
const STEPS: usize = 100;
const RATE: f64 = 0.1;
const MOMENTUM: f64 = 0.9;

/// What the gradient may differ by from finite differences, relative to the
/// larger of the two and at least to `SCALE`.
const BOUND: f64 = 1e-6;
const SCALE: f64 = 1e-3;

fn main() -> io::Result<()> {
    let (training, held_out) = read_iris();
    println!("Iris: {} rows to train on, {} held out", training.rows.len(), held_out.rows.len());

    let mut weights = initial_weights(&SIZES);
    let difference = check_gradient(&weights, &SIZES, &training);
    let losses = descend(&mut weights, &SIZES, &training);
    save_losses("mlp", &losses)?;

    let right = [&training, &held_out].map(|set| correct(&weights, &SIZES, set));
    println!("\nResults");
    println!("  layers                   {SIZES:?}, {} weights", weights.len());
    println!("  gradient descent         {STEPS} steps of the whole batch, rate {RATE}, momentum {MOMENTUM}");
    println!("  loss before              {:.4}", losses[0]);
    println!("  loss after               {:.4}", losses[STEPS]);
    println!("  training accuracy        {} of {} rows", right[0], training.rows.len());
    println!("  held-out accuracy        {} of {} rows", right[1], held_out.rows.len());
    assert!(difference < BOUND, "the gradient is off finite differences by {difference:e}");
    println!("  gradient check           largest relative difference below {BOUND:.0e}");
    Ok(())
}

/// Rows of features, and the class of each.
struct Set {
    rows: Vec<Vec<f64>>,
    labels: Vec<usize>,
}

/// The data, every third row of it held out, with each feature brought to the
/// mean 0 and the variance 1 that it has in the training rows.
fn read_iris() -> (Set, Set) {
    let mut species: Vec<&str> = Vec::new();
    let mut sets = [(); 2].map(|()| Set { rows: Vec::new(), labels: Vec::new() });
    for (number, line) in include_str!("data/iris.csv").lines().skip(1).enumerate() {
        let (features, name) = line.rsplit_once(',').expect("a line ends in the species");
        let label = species.iter().position(|known| *known == name).unwrap_or_else(|| {
            species.push(name);
            species.len() - 1
        });
        let set = &mut sets[usize::from(number % 3 == 2)];
        set.rows.push(features.split(',').map(|text| text.parse().expect("a feature is a number")).collect());
        set.labels.push(label);
    }
    let [mut training, mut held_out] = sets;
    let count = training.rows.len() as f64;
    for feature in 0..training.rows[0].len() {
        let mean = training.rows.iter().map(|row| row[feature]).sum::<f64>() / count;
        let variance = training.rows.iter().map(|row| (row[feature] - mean).powi(2)).sum::<f64>() / count;
        for row in training.rows.iter_mut().chain(&mut held_out.rows) {
            row[feature] = (row[feature] - mean) / variance.sqrt();
        }
    }
    (training, held_out)
}

/// Biases zero, and the weights of a unit with n inputs uniform in ±1/√n, from
/// a linear congruential generator (Knuth's MMIX), so that each run is the same.
fn initial_weights(sizes: &[usize]) -> Vec<f64> {
    let mut state: u64 = 1936;
    let mut uniform = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from((state >> 32) as u32) / f64::from(u32::MAX) * 2.0 - 1.0
    };
    let mut weights = Vec::new();
    for pair in sizes.windows(2) {
        for _ in 0..pair[1] {
            weights.push(0.0);
            weights.extend((0..pair[0]).map(|_| uniform() / (pair[0] as f64).sqrt()));
        }
    }
    weights
}

/// The largest relative difference between the gradient and central
/// differences, over all weights.
fn check_gradient(weights: &[f64], sizes: &[usize], set: &Set) -> f64 {
    let (value, gradient) = loss_value_and_grad(weights, sizes, &set.rows, &set.labels);
    assert_eq!(value.to_bits(), loss(weights, sizes, &set.rows, &set.labels).to_bits());
    let mut moved = weights.to_vec();
    let mut largest: f64 = 0.0;
    for (k, derivative) in gradient.iter().enumerate() {
        let step = 1e-5;
        let mut beside = |weight| {
            moved[k] = weight;
            loss(&moved, sizes, &set.rows, &set.labels)
        };
        let difference = (beside(weights[k] + step) - beside(weights[k] - step)) / (2.0 * step);
        moved[k] = weights[k];
        let scale = derivative.abs().max(difference.abs()).max(SCALE);
        largest = largest.max((derivative - difference).abs() / scale);
    }
    largest
}

/// Gradient descent with momentum over the whole batch. The losses are those
/// before the first step and after each one.
fn descend(weights: &mut [f64], sizes: &[usize], set: &Set) -> Vec<f64> {
    let mut velocity = vec![0.0; weights.len()];
    let mut gradient = vec![0.0; weights.len()];
    let mut losses = Vec::new();
    for _ in 0..STEPS {
        losses.push(loss_grad_into(weights, sizes, &set.rows, &set.labels, &mut gradient));
        for ((weight, speed), derivative) in weights.iter_mut().zip(&mut velocity).zip(&gradient) {
            *speed = MOMENTUM * *speed - RATE * derivative;
            *weight += *speed;
        }
    }
    losses.push(loss(weights, sizes, &set.rows, &set.labels));
    losses
}

/// How many rows have their largest output at their label.
fn correct(weights: &[f64], sizes: &[usize], set: &Set) -> usize {
    let outputs_at = total(sizes) - sizes[sizes.len() - 1];
    let right = |row: &[f64], label: usize| {
        let units = activations(weights, sizes, row);
        let outputs = &units[outputs_at..];
        outputs.iter().all(|output| *output <= outputs[label])
    };
    set.rows.iter().zip(&set.labels).filter(|(row, label)| right(row, **label)).count()
}

/// Writes the loss of each step to `target/autodiff/NAME.csv`.
///
/// # Errors
/// What the file system says.
fn save_losses(name: &str, losses: &[f64]) -> io::Result<()> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/autodiff");
    fs::create_dir_all(&directory)?;
    let mut table = String::from("step,loss\n");
    for (step, loss) in losses.iter().enumerate() {
        let _ = writeln!(table, "{step},{loss}");
    }
    fs::write(directory.join(format!("{name}.csv")), table)?;
    println!("\nWritten to target/autodiff: {name}.csv");
    Ok(())
}
