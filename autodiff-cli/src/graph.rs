//! `graph`: the computational graph as a drawing.

use crate::arguments::Format;
use crate::find::Found;
use autodiff_compiler::inspect::{Graph, Node, Role};
use autodiff_core::graph as drawing;

/// The drawing in one of the languages.
pub(crate) fn drawn(found: &Found, graph: &Graph, format: Format) -> String {
    let graph = drawable(found.name(), graph);
    match format {
        Format::Svg => graph.to_svg(),
        Format::Dot => graph.to_dot(),
        Format::Mermaid => graph.to_mermaid(),
    }
}

/// The graph as `f_graph` gives it: static data. The command draws one and ends.
fn drawable(name: &str, graph: &Graph) -> drawing::Graph {
    let clusters = graph.clusters.iter();
    drawing::Graph {
        name: text(name),
        nodes: graph.nodes.iter().map(node).collect::<Vec<_>>().leak(),
        edges: graph
            .edges
            .iter()
            .map(|&(from, to, active)| drawing::Edge { from, to, active })
            .collect::<Vec<_>>()
            .leak(),
        clusters: clusters
            .map(|(label, parent)| drawing::Cluster { label: text(label), parent: *parent })
            .collect::<Vec<_>>()
            .leak(),
        outputs: graph.outputs.clone().leak(),
    }
}

fn node(node: &Node) -> drawing::Node {
    drawing::Node {
        id: node.id,
        op: text(&node.op),
        expression: text(&node.expression),
        source: text(&node.source),
        role: match node.role {
            Role::Input => drawing::Role::Input,
            Role::Constant => drawing::Role::Constant,
            Role::Inner => drawing::Role::Inner,
        },
        active: node.active,
        reason: text(&node.reason),
        cluster: node.cluster,
    }
}

fn text(text: &str) -> &'static str {
    text.to_owned().leak()
}
