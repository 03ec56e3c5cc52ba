//! f(x1, x2) = x1 x2 + sin x1, and what its derivatives cost.

use approx::assert_relative_eq;
use autodiff::grad;

use super::{assert_modes_agree, assert_rows_are_nodes, edges, equations, inputs, value};

#[grad(hvp, graph, trace)]
fn product_sine(x1: f64, x2: f64) -> f64 {
    x1 * x2 + x1.sin()
}

/// One input and three outputs, where the modes change places.
#[grad(graph, trace)]
fn helix(t: f64) -> (f64, f64, f64) {
    (t.cos(), t.sin(), 0.25 * t)
}

const POINTS: [(f64, f64); 4] = [(1.0, 0.5), (0.0, -3.0), (-2.5, 7.0), (1e3, 1e-3)];

#[test]
fn the_graph_has_five_nodes() {
    let graph = product_sine_graph();
    assert_eq!(equations(&graph), ["w1 = x1", "w2 = x2", "w3 = w1·w2", "w4 = sin(w1)", "w5 = w3 + w4",]);
    assert_eq!(edges(&graph), [(1, 3), (1, 4), (2, 3), (3, 5), (4, 5)]);
    assert_eq!(inputs(&graph), [1, 2]);
    assert_eq!(graph.outputs, [5]);
    assert_eq!(graph.clusters, []);
}

#[test]
fn two_forward_sweeps_and_one_reverse_sweep() {
    for (x1, x2) in POINTS {
        let (y, along_x1) = product_sine_jvp(x1, x2, 1.0, 0.0);
        let (_, along_x2) = product_sine_jvp(x1, x2, 0.0, 1.0);
        let (again, (x1_bar, x2_bar)) = product_sine_vjp(x1, x2, 1.0);
        assert_eq!(y.to_bits(), product_sine(x1, x2).to_bits());
        assert_eq!(again.to_bits(), product_sine(x1, x2).to_bits());
        assert_relative_eq!(along_x1, x2 + x1.cos(), max_relative = 1e-14);
        assert_relative_eq!(along_x2, x1, max_relative = 1e-14);
        assert_relative_eq!(x1_bar, along_x1, max_relative = 1e-14);
        assert_relative_eq!(x2_bar, along_x2, max_relative = 1e-14);
        assert_eq!(product_sine_grad(x1, x2), (x1_bar, x2_bar));
        assert_eq!(product_sine_value_and_grad(x1, x2), (y, (x1_bar, x2_bar)));
    }
}

/// The Hessian is ((-sin x1, 1), (1, 0)).
#[test]
fn second_derivatives_by_hand() {
    for (x1, x2) in POINTS {
        assert_eq!(product_sine_hvp(x1, x2, 1.0, 0.0).1, (-x1.sin(), 1.0));
        assert_eq!(product_sine_hvp(x1, x2, 0.0, 1.0).1, (1.0, 0.0));
    }
}

#[test]
fn the_trace_has_a_column_for_each_sweep() {
    let (x1, x2) = (1.0, 0.5);
    let trace = product_sine_trace(x1, x2);
    assert_rows_are_nodes(&trace, &product_sine_graph());
    assert_eq!(trace.inputs(), ["x1", "x2"]);
    let (sin, cos) = x1.sin_cos();
    // Of each w: its value, its tangents for x1 and for x2, its adjoint.
    let expected = [
        [x1, 1.0, 0.0, x2 + cos],
        [x2, 0.0, 1.0, x1],
        [x1 * x2, x2, x1, 1.0],
        [sin, cos, 0.0, 1.0],
        [x1 * x2 + sin, x2 + cos, x1, 1.0],
    ];
    for (row, expected) in trace.rows().iter().zip(expected) {
        let found = [value(row), row.tangents()[0].unwrap(), row.tangents()[1].unwrap(), row.adjoints()[0].unwrap()];
        for (found, expected) in found.into_iter().zip(expected) {
            assert_relative_eq!(found, expected, max_relative = 1e-14);
        }
    }
    assert_modes_agree(&trace, &product_sine_graph());
}

#[test]
fn one_forward_sweep_and_three_reverse_sweeps() {
    for t in [0.0, 1.0, -2.5] {
        let expected = (-f64::sin(t), f64::cos(t), 0.25);
        assert_eq!(helix_jvp(t, 1.0), (helix(t), expected));
        assert_eq!(helix_vjp(t, (1.0, 0.0, 0.0)), (helix(t), expected.0));
        assert_eq!(helix_vjp(t, (0.0, 1.0, 0.0)), (helix(t), expected.1));
        assert_eq!(helix_vjp(t, (0.0, 0.0, 1.0)), (helix(t), expected.2));
    }
}

#[test]
fn a_trace_has_an_adjoint_for_each_output() {
    let (t, graph) = (1.0, helix_graph());
    let trace = helix_trace(t);
    assert_eq!((trace.inputs().len(), trace.outputs().len()), (1, 3));
    assert_eq!(graph.outputs.len(), 3);
    let first = trace.row(1).unwrap();
    assert_eq!(first.adjoints(), [Some(-t.sin()), Some(t.cos()), Some(0.25)]);
    for (output, &id) in graph.outputs.iter().enumerate() {
        assert_eq!(trace.row(id).unwrap().adjoints()[output], Some(1.0));
    }
}
