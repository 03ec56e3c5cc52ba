//! y = 1 / (1 + e^(-a x)).

use approx::{assert_abs_diff_eq, assert_relative_eq};
use autodiff::grad;

use super::{assert_modes_agree, assert_rows_are_nodes, edges, equations, inputs, value};

#[grad(hvp, graph, trace)]
fn sigmoid(x: f64, a: f64) -> f64 {
    1.0 / (1.0 + (-a * x).exp())
}

const POINTS: [(f64, f64); 4] = [(2.0, 0.5), (-1.5, 3.0), (0.0, 0.0), (0.25, -40.0)];

fn by_hand(x: f64, a: f64) -> (f64, f64) {
    let y = sigmoid(x, a);
    (a * y * (1.0 - y), x * y * (1.0 - y))
}

#[test]
fn the_graph_has_six_nodes() {
    let graph = sigmoid_graph();
    assert_eq!(equations(&graph), ["w1 = x", "w2 = a", "w3 = -w2·w1", "w4 = exp(w3)", "w5 = 1 + w4", "w6 = 1 / w5",]);
    assert_eq!(edges(&graph), [(1, 3), (2, 3), (3, 4), (4, 5), (5, 6)]);
    assert_eq!(inputs(&graph), [1, 2]);
    assert_eq!(graph.outputs, [6]);
    assert_eq!(graph.clusters, []);
    assert!(graph.nodes.iter().all(|node| node.active));
    assert!(graph.edges.iter().all(|edge| edge.active));
}

#[test]
fn nodes_have_the_text_they_come_from() {
    let sources: Vec<_> = sigmoid_graph().nodes.iter().map(|node| node.source).collect();
    assert_eq!(
        sources,
        ["x", "a", "-a * x", "(-a * x).exp()", "1.0 + (-a * x).exp()", "1.0 / (1.0 + (-a * x).exp())",]
    );
}

#[test]
fn forward_takes_a_sweep_for_each_input() {
    for (x, a) in POINTS {
        let expected = by_hand(x, a);
        let (y, y_for_x) = sigmoid_jvp(x, a, 1.0, 0.0);
        let (again, y_for_a) = sigmoid_jvp(x, a, 0.0, 1.0);
        assert_eq!(y.to_bits(), sigmoid(x, a).to_bits());
        assert_eq!(again.to_bits(), sigmoid(x, a).to_bits());
        assert_relative_eq!(y_for_x, expected.0, max_relative = 1e-11);
        assert_relative_eq!(y_for_a, expected.1, max_relative = 1e-11);
    }
}

#[test]
fn one_reverse_sweep_gives_both() {
    for (x, a) in POINTS {
        let expected = by_hand(x, a);
        let (y, (x_bar, a_bar)) = sigmoid_vjp(x, a, 1.0);
        assert_eq!(y.to_bits(), sigmoid(x, a).to_bits());
        assert_relative_eq!(x_bar, expected.0, max_relative = 1e-11);
        assert_relative_eq!(a_bar, expected.1, max_relative = 1e-11);
        assert_eq!(sigmoid_grad(x, a), (x_bar, a_bar));
        assert_eq!(sigmoid_value_and_grad(x, a), (y, (x_bar, a_bar)));
    }
}

/// With s = y (1 - y), the Hessian is a² s (1 - 2y) for x twice, x² s (1 - 2y)
/// for a twice, and s + a x s (1 - 2y) for both.
#[test]
fn second_derivatives_by_hand() {
    for (x, a) in POINTS {
        let y = sigmoid(x, a);
        let s = y * (1.0 - y);
        let bend = s * (1.0 - 2.0 * y);
        let (gradient, (xx, ax)) = sigmoid_hvp(x, a, 1.0, 0.0);
        let (_, (xa, aa)) = sigmoid_hvp(x, a, 0.0, 1.0);
        assert_eq!(gradient, sigmoid_grad(x, a));
        assert_abs_diff_eq!(xx, a * a * bend, epsilon = 1e-12);
        assert_abs_diff_eq!(aa, x * x * bend, epsilon = 1e-12);
        assert_abs_diff_eq!(xa, s + a * x * bend, epsilon = 1e-12);
        assert_abs_diff_eq!(ax, s + a * x * bend, epsilon = 1e-12);
    }
}

#[test]
fn the_trace_is_the_table_of_a_textbook() {
    let (x, a) = (2.0, 0.5);
    let trace = sigmoid_trace(x, a);
    assert_rows_are_nodes(&trace, &sigmoid_graph());
    assert_eq!(trace.inputs(), ["x", "a"]);
    assert_eq!(trace.outputs(), ["y"]);

    let e = (-1.0_f64).exp();
    let y = 1.0 / (1.0 + e);
    let s = y * (1.0 - y);
    // Of each w: its value, its tangents for x and for a, its adjoint.
    let expected = [
        [2.0, 1.0, 0.0, a * s],
        [0.5, 0.0, 1.0, x * s],
        [-1.0, -a, -x, -s],
        [e, -a * e, -x * e, -y * y],
        [1.0 + e, -a * e, -x * e, -y * y],
        [y, a * s, x * s, 1.0],
    ];
    for (row, expected) in trace.rows().iter().zip(expected) {
        let found = [value(row), row.tangents()[0].unwrap(), row.tangents()[1].unwrap(), row.adjoints()[0].unwrap()];
        for (found, expected) in found.into_iter().zip(expected) {
            assert_relative_eq!(found, expected, max_relative = 1e-14);
        }
    }
    assert_modes_agree(&trace, &sigmoid_graph());
}

#[test]
fn the_trace_prints_as_a_table() {
    assert_eq!(
        format!("{:.4}", sigmoid_trace(2.0, 0.5)),
        "\
───────────────────────────────────────────────────
w_i  expression    value    ∂w/∂x    ∂w/∂a    ∂y/∂w
───────────────────────────────────────────────────
w1   x            2.0000   1.0000   0.0000   0.0983
w2   a            0.5000   0.0000   1.0000   0.3932
w3   -w2·w1      -1.0000  -0.5000  -2.0000  -0.1966
w4   exp(w3)      0.3679  -0.1839  -0.7358  -0.5344
w5   1 + w4       1.3679  -0.1839  -0.7358  -0.5344
w6   1 / w5       0.7311   0.0983   0.3932   1.0000
───────────────────────────────────────────────────"
    );
}
