//! A multilayer perceptron with bias, which calls a neuron for each unit.

use approx::{assert_abs_diff_eq, assert_relative_eq};
use autodiff::grad;
use autodiff::graph::Role;

use super::{assert_modes_agree, assert_rows_are_nodes, edges, equations, row, value};

#[grad(hvp)]
fn neuron((bias, w1, w2): (f64, f64, f64), (x1, x2): (f64, f64)) -> f64 {
    bias + w1 * x1 + w2 * x2
}

#[grad(hvp)]
fn logistic(a: f64) -> f64 {
    1.0 / (1.0 + (-a).exp())
}

#[grad(hvp, graph, trace)]
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

type Weights = (f64, f64, f64);

const X: (f64, f64) = (1.0, 1.0);
const TARGET: f64 = 0.5;
const U: Weights = (0.1, 0.1, 0.8);
const V: Weights = (0.1, 0.4, 0.6);
const O: Weights = (0.1, 0.3, 0.9);

#[test]
fn units_are_rows_of_the_trace() {
    let trace = loss_trace(U, V, O, X, TARGET);
    for (source, expected, epsilon) in [
        ("neuron(u, x)", 1.0, 1e-15),
        ("neuron(v, x)", 1.1, 1e-15),
        ("logistic(neuron(u, x))", 0.7311, 0.5e-4),
        ("logistic(neuron(v, x))", 0.7503, 0.5e-4),
        ("neuron(o, h)", 0.9946, 0.5e-4),
        ("neuron(o, h).tanh()", 0.7593, 0.5e-4),
        ("0.5 * (y_hat - target).powi(2)", 0.03362, 0.5e-5),
    ] {
        assert_abs_diff_eq!(value(row(&trace, source)), expected, epsilon = epsilon);
    }
}

#[test]
fn the_gradient_has_the_expected_numbers() {
    let (value, (u, v, o)) = loss_value_and_grad(U, V, O, X, TARGET);
    assert_eq!(value.to_bits(), loss(U, V, O, X, TARGET).to_bits());
    assert_abs_diff_eq!(o.0, 0.10980, epsilon = 0.5e-5);
    assert_abs_diff_eq!(o.1, 0.08027, epsilon = 0.5e-5);
    assert_abs_diff_eq!(o.2, 0.08238, epsilon = 0.5e-5);
    assert_abs_diff_eq!(u.1, 0.006_477, epsilon = 0.5e-6);
    assert_abs_diff_eq!(v.1, 0.018_517, epsilon = 0.5e-6);
    // Both inputs are 1, as is that of the bias.
    assert_eq!((u.0, u.2), (u.1, u.1));
    assert_eq!((v.0, v.2), (v.1, v.1));
}

/// Backpropagation as the books write it.
fn backpropagation(u: Weights, v: Weights, o: Weights) -> (Weights, Weights, Weights) {
    let (h1, h2) = (logistic(neuron(u, X)), logistic(neuron(v, X)));
    let prediction = neuron(o, (h1, h2)).tanh();
    let delta = (prediction - TARGET) * (1.0 - prediction * prediction);
    let delta_1 = delta * o.1 * h1 * (1.0 - h1);
    let delta_2 = delta * o.2 * h2 * (1.0 - h2);
    ((delta_1, delta_1 * X.0, delta_1 * X.1), (delta_2, delta_2 * X.0, delta_2 * X.1), (delta, delta * h1, delta * h2))
}

fn flat((u, v, o): (Weights, Weights, Weights)) -> [f64; 9] {
    [u.0, u.1, u.2, v.0, v.1, v.2, o.0, o.1, o.2]
}

#[test]
fn reverse_is_backpropagation() {
    let found = flat(loss_grad(U, V, O, X, TARGET));
    for (found, expected) in found.into_iter().zip(flat(backpropagation(U, V, O))) {
        assert_relative_eq!(found, expected, max_relative = 1e-14);
    }
}

/// The direction that changes one of the nine weights.
fn direction(index: usize) -> (Weights, Weights, Weights) {
    let seed = |i: usize| f64::from(u8::from(i == index));
    ((seed(0), seed(1), seed(2)), (seed(3), seed(4), seed(5)), (seed(6), seed(7), seed(8)))
}

#[test]
fn nine_forward_sweeps_give_what_one_reverse_sweep_gives() {
    let gradient = flat(loss_vjp(U, V, O, X, TARGET, 1.0).1);
    for (index, expected) in gradient.into_iter().enumerate() {
        let (du, dv, d_o) = direction(index);
        let (_, found) = loss_jvp(U, V, O, X, TARGET, du, dv, d_o);
        assert_relative_eq!(found, expected, max_relative = 1e-14);
    }
}

/// Central differences of the gradient that is written by hand.
#[test]
fn the_hessian_reaches_through_calls() {
    let h = 1e-6;
    let moved = |w: Weights, d: Weights, h: f64| (w.0 + h * d.0, w.1 + h * d.1, w.2 + h * d.2);
    for index in 0..9 {
        let (du, dv, d_o) = direction(index);
        let at = |h| flat(backpropagation(moved(U, du, h), moved(V, dv, h), moved(O, d_o, h)));
        let (gradient, found) = loss_hvp(U, V, O, X, TARGET, du, dv, d_o);
        assert_eq!(gradient, loss_grad(U, V, O, X, TARGET));
        for ((found, right), left) in flat(found).into_iter().zip(at(h)).zip(at(-h)) {
            assert_abs_diff_eq!(found, (right - left) / (2.0 * h), epsilon = 1e-9);
        }
    }
}

#[test]
fn a_call_is_one_node() {
    let graph = loss_graph();
    assert_eq!(
        equations(&graph)[9..],
        [
            "w10 = x.0",
            "w11 = x.1",
            "w12 = target",
            "w13 = neuron((w1, w2, w3), (w10, w11))",
            "w14 = logistic(w13)",
            "w15 = neuron((w4, w5, w6), (w10, w11))",
            "w16 = logistic(w15)",
            "w17 = neuron((w7, w8, w9), (w14, w16))",
            "w18 = tanh(w17)",
            "w19 = w18 - w12",
            "w20 = powi(w19, 2)",
            "w21 = 0.5·w20",
        ]
    );
    let op = |id| graph.node(id).unwrap().op;
    assert_eq!(op(13), "call neuron");
    assert_eq!(op(14), "call logistic");
    let into_17: Vec<_> = edges(&graph).into_iter().filter(|edge| edge.1 == 17).collect();
    assert_eq!(into_17, [(7, 17), (8, 17), (9, 17), (14, 17), (16, 17)]);
    assert_eq!(graph.outputs, [21]);
}

#[test]
fn constants_are_inactive() {
    let graph = loss_graph();
    for node in graph.nodes {
        let constant = (10..=12).contains(&node.id);
        assert_eq!(node.active, !constant, "w{}: {}", node.id, node.reason);
        assert_eq!(node.role == Role::Input, node.id <= 12);
    }
    for edge in graph.edges {
        assert_eq!(edge.active, !(10..=12).contains(&edge.from), "{edge:?}");
    }
}

#[test]
fn the_trace_has_the_deltas() {
    let trace = loss_trace(U, V, O, X, TARGET);
    assert_rows_are_nodes(&trace, &loss_graph());
    assert_modes_agree(&trace, &loss_graph());
    assert_eq!(trace.inputs(), ["u.0", "u.1", "u.2", "v.0", "v.1", "v.2", "o.0", "o.1", "o.2"]);
    let (u, v, o) = backpropagation(U, V, O);
    for (source, delta) in [("neuron(u, x)", u.0), ("neuron(v, x)", v.0), ("neuron(o, h)", o.0)] {
        let found = row(&trace, source).adjoints()[0].unwrap();
        assert_relative_eq!(found, delta, max_relative = 1e-14);
    }
}

#[test]
fn gradient_descent_lets_the_loss_fall() {
    let step = |w: Weights, d: Weights| (w.0 - 0.5 * d.0, w.1 - 0.5 * d.1, w.2 - 0.5 * d.2);
    let (mut u, mut v, mut o) = (U, V, O);
    let mut last = loss(u, v, o, X, TARGET);
    for _ in 0..10 {
        let (du, dv, d_o) = loss_grad(u, v, o, X, TARGET);
        (u, v, o) = (step(u, du), step(v, dv), step(o, d_o));
        let now = loss(u, v, o, X, TARGET);
        assert!(now < last, "{now} after {last}");
        last = now;
    }
    assert!(last < 1e-6, "{last}");
}
