//! The graph in the language of Graphviz.

use alloc::format;
use alloc::string::String;
use core::fmt::Write as _;

use super::label::{self, Look};
use super::regions::{Regions, joined};
use super::{Graph, Node};

const HEAD: &str = "  rankdir=TB;
  node [shape=box, style=\"rounded,filled\", fontname=\"monospace\", fontsize=12, color=\"#64748b\", fillcolor=\"#ffffff\"];
  edge [color=\"#475569\", arrowsize=0.7];
  graph [fontname=\"monospace\", fontsize=11, fontcolor=\"#475569\", color=\"#94a3b8\", style=rounded];
";

pub(super) fn render(graph: &Graph) -> String {
    let regions = Regions::new(graph);
    let mut dot = format!("digraph {} {{\n{HEAD}", quoted(graph.name));
    region(graph, &regions, None, "  ", &mut dot);
    for (from, to, active) in joined(graph) {
        let (from, to) = (graph.nodes[from].id, graph.nodes[to].id);
        let style = if active { "" } else { " [style=dashed, color=\"#94a3b8\"]" };
        let _ = writeln!(dot, "  w{from} -> w{to}{style};");
    }
    dot.push_str("}\n");
    dot
}

/// The nodes of a region, then the regions in it.
fn region(graph: &Graph, regions: &Regions, within: Option<usize>, indent: &str, dot: &mut String) {
    for index in regions.nodes_in(within) {
        let _ = writeln!(dot, "{indent}{}", node(graph, &graph.nodes[index]));
    }
    for cluster in regions.clusters_in(within) {
        let title = quoted(&label::one_line(graph.clusters[cluster].label));
        let _ = writeln!(dot, "{indent}subgraph cluster_{cluster} {{\n{indent}  label={title};");
        region(graph, regions, Some(cluster), &format!("{indent}  "), dot);
        let _ = writeln!(dot, "{indent}}}");
    }
}

fn node(graph: &Graph, node: &Node) -> String {
    let mut text = label::equation(node);
    if let Some(source) = label::source(node) {
        text = format!("{text}\n{source}");
    }
    let dress = match label::look(graph, node) {
        Look::Input => ", shape=ellipse, color=\"#2563eb\", fillcolor=\"#dbeafe\"",
        Look::InputAndOutput => ", shape=ellipse, peripheries=2, color=\"#15803d\", fillcolor=\"#dcfce7\"",
        Look::Output => ", peripheries=2, color=\"#15803d\", fillcolor=\"#dcfce7\"",
        Look::Inner => "",
        Look::Inactive => ", color=\"#cbd5e1\", fontcolor=\"#64748b\", fillcolor=\"#f8fafc\"",
    };
    let tip = quoted(&label::description(node));
    format!("w{} [label={}{dress}, tooltip={tip}];", node.id, quoted(&text))
}

/// A string of the DOT language. Graphviz reads backslashes in labels as
/// escapes, so each stands doubled.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            c if c.is_control() => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::samples;

    #[test]
    fn quotes_and_backslashes_are_escaped() {
        assert_eq!(quoted("a \"b\" \\ c\nd"), r#""a \"b\" \\ c\nd""#);
    }

    #[test]
    fn a_region_holds_its_own_nodes() {
        let dot = samples::nested().to_dot();
        let then = dot.split("label=\"then\";").nth(1).unwrap();
        let inside = then.split('}').next().unwrap();
        assert!(inside.contains("w4 [label=\"w4 = w1·w1"), "{dot}");
        assert!(!inside.contains("w3 ["), "{dot}");
        let closing = dot.lines().filter(|line| line.trim() == "}").count();
        assert_eq!(closing, 1 + samples::nested().clusters.len());
        assert_eq!(dot.matches("subgraph").count(), samples::nested().clusters.len());
    }

    #[test]
    fn edges_say_whether_a_derivative_flows() {
        let dot = samples::nested().to_dot();
        assert!(dot.contains("  w1 -> w4;\n"), "{dot}");
        assert!(dot.contains("  w3 -> w11 [style=dashed"), "{dot}");
    }

    #[test]
    fn hostile_texts_stay_within_their_strings() {
        let dot = samples::hostile().to_dot();
        assert!(dot.contains(r#"\"quoted\" \\ back"#), "{dot}");
        assert!(!dot.contains("w99"), "an edge from a node that is not there: {dot}");
    }
}
