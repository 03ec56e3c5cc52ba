//! The three exercises of the examples, as tests: numbers, graphs and traces.

#![allow(missing_docs, reason = "the companions of the functions here")]

use autodiff::graph::{Graph, Role};
use autodiff::trace::{Row, Trace, TraceValue};

#[path = "exercises/perceptron.rs"]
mod perceptron;
#[path = "exercises/product_sine.rs"]
mod product_sine;
#[path = "exercises/sigmoid.rs"]
mod sigmoid;

/// `w_i = expression` for each node, in evaluation order.
fn equations(graph: &Graph) -> Vec<String> {
    let nodes = graph.nodes.iter();
    nodes.map(|node| format!("w{} = {}", node.id, node.expression)).collect()
}

/// What each node reads: `(from, to)`, sorted.
fn edges(graph: &Graph) -> Vec<(u32, u32)> {
    let mut edges: Vec<_> = graph.edges.iter().map(|edge| (edge.from, edge.to)).collect();
    edges.sort_unstable();
    edges
}

/// The ids of the inputs.
fn inputs(graph: &Graph) -> Vec<u32> {
    let inputs = graph.nodes.iter().filter(|node| node.role == Role::Input);
    inputs.map(|node| node.id).collect()
}

fn value(row: &Row) -> f64 {
    match row.value() {
        TraceValue::Float(value) => value,
        other => panic!("w{} is no float: {other:?}", row.id()),
    }
}

/// The row whose value comes from this text.
fn row<'a>(trace: &'a Trace, source: &str) -> &'a Row {
    let found: Vec<_> = trace.rows().iter().filter(|row| row.source() == source).collect();
    assert_eq!(found.len(), 1, "rows of `{source}` in\n{trace}");
    found[0]
}

/// A trace has one row for each node of the graph of straight-line code, and
/// says the same of it.
fn assert_rows_are_nodes(trace: &Trace, graph: &Graph) {
    assert_eq!(trace.name(), graph.name);
    assert_eq!(trace.rows().len(), graph.nodes.len());
    for (row, node) in trace.rows().iter().zip(graph.nodes) {
        assert_eq!(row.id(), node.id);
        assert_eq!(row.expression(), node.expression);
        assert_eq!(row.source(), node.source);
        if node.active {
            assert!(row.tangents().iter().all(Option::is_some), "{row:?}");
            assert!(row.adjoints().iter().all(Option::is_some), "{row:?}");
        } else {
            assert!(row.tangents().iter().all(Option::is_none), "{row:?}");
            assert!(row.adjoints().iter().all(Option::is_none), "{row:?}");
        }
    }
}

/// At every row of a function with one output, the chain rule joins the two
/// modes: the tangents of the output are sums over the inputs' adjoints.
fn assert_modes_agree(trace: &Trace, graph: &Graph) {
    let output = trace.row(graph.outputs[0]).expect("a row for the output");
    let active = graph.nodes.iter().filter(|node| node.role == Role::Input && node.active);
    for (tangent, input) in output.tangents().iter().zip(active) {
        let row = trace.row(input.id).expect("a row for each input");
        approx::assert_relative_eq!(
            tangent.expect("the output is active"),
            row.adjoints()[0].expect("the input is active"),
            max_relative = 1e-14,
        );
    }
}
