//! The graph as a Mermaid flow chart.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write as _;

use super::label::{self, Look};
use super::regions::{Regions, joined};
use super::{Graph, Node};

const CLASSES: [(Look, &str, &str); 4] = [
    (Look::Input, "input", "fill:#dbeafe,stroke:#2563eb,color:#0f172a"),
    (Look::Output, "output", "fill:#dcfce7,stroke:#15803d,stroke-width:2px,color:#0f172a"),
    (Look::Inner, "inner", "fill:#ffffff,stroke:#64748b,color:#0f172a"),
    (Look::Inactive, "inactive", "fill:#f8fafc,stroke:#cbd5e1,color:#64748b"),
];

pub(super) fn render(graph: &Graph) -> String {
    let mut text = String::from("flowchart TD\n");
    region(graph, &Regions::new(graph), None, "  ", &mut text);
    for (from, to, active) in joined(graph) {
        let arrow = if active { "-->" } else { "-.->" };
        let (from, to) = (graph.nodes[from].id, graph.nodes[to].id);
        let _ = writeln!(text, "  w{from} {arrow} w{to}");
    }
    for (look, class, style) in CLASSES {
        let members: Vec<_> = graph
            .nodes
            .iter()
            .filter(|node| class_of(graph, node) == look)
            .map(|node| format!("w{}", node.id))
            .collect();
        if !members.is_empty() {
            let _ = writeln!(text, "  classDef {class} {style}\n  class {} {class}", members.join(","));
        }
    }
    text
}

fn class_of(graph: &Graph, node: &Node) -> Look {
    match label::look(graph, node) {
        Look::InputAndOutput => Look::Output,
        look => look,
    }
}

/// The nodes of a region, then the regions in it.
fn region(graph: &Graph, regions: &Regions, within: Option<usize>, indent: &str, text: &mut String) {
    for index in regions.nodes_in(within) {
        let node = &graph.nodes[index];
        let _ = writeln!(text, "{indent}w{}{}", node.id, shape(graph, node));
    }
    for cluster in regions.clusters_in(within) {
        let title = escaped(&label::one_line(graph.clusters[cluster].label));
        let _ = writeln!(text, "{indent}subgraph region{cluster}[\"{title}\"]");
        region(graph, regions, Some(cluster), &format!("{indent}  "), text);
        let _ = writeln!(text, "{indent}end");
    }
}

fn shape(graph: &Graph, node: &Node) -> String {
    let mut text = escaped(&label::equation(node));
    if let Some(source) = label::source(node) {
        text = format!("{text}<br/>{}", escaped(&source));
    }
    match label::look(graph, node) {
        Look::Input | Look::InputAndOutput => format!("([\"{text}\"])"),
        Look::Output => format!("[[\"{text}\"]]"),
        Look::Inner | Look::Inactive => format!("[\"{text}\"]"),
    }
}

/// A text for a quoted label. Mermaid takes characters by number between `#`
/// and `;`; what it could read as markup or as the end of the label goes that way.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        match c {
            '"' | '#' | '&' | '<' | '>' | '`' | '\\' | ';' => {
                let _ = write!(escaped, "#{};", u32::from(c));
            }
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::samples;

    #[test]
    fn marks_are_written_by_number() {
        assert_eq!(escaped("a<b && \"c\";"), "a#60;b #38;#38; #34;c#34;#59;");
    }

    #[test]
    fn regions_open_and_close() {
        let text = samples::nested().to_mermaid();
        let ends = text.lines().filter(|line| line.trim() == "end").count();
        assert_eq!(text.matches("subgraph ").count(), ends);
        assert_eq!(ends, samples::nested().clusters.len());
        assert!(text.contains("subgraph region0[\"if x #62; 0.0\"]"), "{text}");
    }

    #[test]
    fn each_node_and_edge_stands_once() {
        for graph in samples::all() {
            let text = graph.to_mermaid();
            for node in graph.nodes {
                let heads = [format!("w{}[\"", node.id), format!("w{}([", node.id), format!("w{}[[", node.id)];
                let found = text.lines().filter(|l| heads.iter().any(|h| l.trim().starts_with(h))).count();
                assert_eq!(found, 1, "w{} in\n{text}", node.id);
            }
            assert_eq!(text.matches("-->").count() + text.matches("-.->").count(), joined(&graph).len());
        }
    }
}
