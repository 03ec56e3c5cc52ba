//! Exercise 3: a multilayer perceptron with bias, its loss, and some steps of
//! gradient descent.
//!
//! Two inputs, two logistic hidden units, one tanh output, and the squared
//! error. The weights of a unit are a tuple, bias first.

mod common;

use approx::assert_abs_diff_eq;
use autodiff::{Trace, grad};

/// The net input of a unit: its bias, and a weight for each of two inputs.
#[grad]
fn neuron((bias, w1, w2): (f64, f64, f64), (x1, x2): (f64, f64)) -> f64 {
    bias + w1 * x1 + w2 * x2
}

#[grad]
fn logistic(a: f64) -> f64 {
    1.0 / (1.0 + (-a).exp())
}

#[grad(graph, trace)]
fn loss(
    u: (f64, f64, f64),
    v: (f64, f64, f64),
    o: (f64, f64, f64),
    #[constant] x: (f64, f64),
    #[constant] target: f64,
) -> f64 {
    let h = (logistic(neuron(u, x)), logistic(neuron(v, x)));
    let y_hat = neuron(o, h).tanh();
    0.5 * (y_hat - target).powi(2)
}

const INPUTS: (f64, f64) = (1.0, 1.0);
const TARGET: f64 = 0.5;
const U: (f64, f64, f64) = (0.1, 0.1, 0.8);
const V: (f64, f64, f64) = (0.1, 0.4, 0.6);
const O: (f64, f64, f64) = (0.1, 0.3, 0.9);

const STEPS: usize = 10;
const RATE: f64 = 0.5;

fn main() -> std::io::Result<()> {
    println!("A perceptron: inputs {INPUTS:?}, target {TARGET}");
    println!("hidden weights u = {U:?}, v = {V:?}, output weights o = {O:?}");

    let graph = loss_graph();
    let trace = loss_trace(U, V, O, INPUTS, TARGET);
    common::print_graph(&graph);
    common::print_forward(&trace, 0);
    println!("\n  ... and eight more forward sweeps, one for each weight.");
    common::print_reverse(&trace, 0);
    println!("\nThe trace, all sweeps side by side\n\n{trace:.4}");
    common::save("perceptron", &graph, &trace)?;

    let losses = descend();

    println!("\nResults");
    print_units(&trace);
    print_gradient();
    println!("  gradient descent, rate {RATE}:");
    for (step, loss) in losses.iter().enumerate() {
        println!("    step {step:>2}   loss {loss:.8}");
    }
    Ok(())
}

/// The units of the network are rows of the trace; what they must be was
/// computed by hand to four digits.
fn print_units(trace: &Trace) {
    for (name, source, expected) in [
        ("a1", "neuron(u, x)", 1.0),
        ("a2", "neuron(v, x)", 1.1),
        ("h1", "logistic(neuron(u, x))", 0.7311),
        ("h2", "logistic(neuron(v, x))", 0.7503),
        ("a3", "neuron(o, h)", 0.9946),
        ("y_hat", "neuron(o, h).tanh()", 0.7593),
    ] {
        let value = common::number(row(trace, source));
        assert_abs_diff_eq!(value, expected, epsilon = 0.5e-4);
        println!("  {name:<12} {value:.6}");
    }
}

fn row<'a>(trace: &'a Trace, source: &str) -> &'a autodiff::trace::Row {
    let mut rows = trace.rows().iter();
    rows.find(|row| row.source() == source).expect("the source text stands in `loss`")
}

/// The loss and all nine derivatives, in one reverse sweep.
fn print_gradient() {
    let (value, (u, v, o)) = loss_value_and_grad(U, V, O, INPUTS, TARGET);
    assert_eq!(value.to_bits(), loss(U, V, O, INPUTS, TARGET).to_bits());
    assert_eq!(loss_grad(U, V, O, INPUTS, TARGET), (u, v, o));
    println!("  loss         {value:.6}");
    // The derivative for the bias of a unit is that for its net input, since
    // the bias is added: the delta of backpropagation.
    for (name, value, expected, epsilon) in [
        ("loss", value, 0.03362, 0.5e-5),
        ("delta3", o.0, 0.10980, 0.5e-5),
        ("dL/do1", o.1, 0.08027, 0.5e-5),
        ("dL/do2", o.2, 0.08238, 0.5e-5),
        ("dL/du1", u.1, 0.006_477, 0.5e-6),
        ("dL/dv1", v.1, 0.018_517, 0.5e-6),
    ] {
        assert_abs_diff_eq!(value, expected, epsilon = epsilon);
        if name != "loss" {
            println!("  {name:<12} {value:.6}");
        }
    }
}

/// The loss before the first step and after each one.
fn descend() -> Vec<f64> {
    let (mut u, mut v, mut o) = (U, V, O);
    let mut losses = vec![loss(u, v, o, INPUTS, TARGET)];
    for _ in 0..STEPS {
        let (du, dv, d_o) = loss_grad(u, v, o, INPUTS, TARGET);
        (u, v, o) = (step(u, du), step(v, dv), step(o, d_o));
        losses.push(loss(u, v, o, INPUTS, TARGET));
    }
    assert!(losses.windows(2).all(|pair| pair[1] < pair[0]), "the loss falls with each step: {losses:?}");
    losses
}

/// A step against the gradient.
fn step(w: (f64, f64, f64), gradient: (f64, f64, f64)) -> (f64, f64, f64) {
    (w.0 - RATE * gradient.0, w.1 - RATE * gradient.1, w.2 - RATE * gradient.2)
}
