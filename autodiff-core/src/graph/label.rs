//! The texts on a node, shared by all pictures.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::{Graph, Node, Role};

/// The longest texts that a picture shows in full, in characters.
const LONGEST_EQUATION: usize = 48;
const LONGEST_SOURCE: usize = 30;

/// `w3 = -w1·w2`, on one line.
pub(super) fn equation(node: &Node) -> String {
    shorten(&format!("w{} = {}", node.id, one_line(node.expression)), LONGEST_EQUATION)
}

/// The user's text, unless it says the same as the expression.
pub(super) fn source(node: &Node) -> Option<String> {
    let source = one_line(node.source);
    let same = source.is_empty() || source == one_line(node.expression);
    (!same).then(|| shorten(&source, LONGEST_SOURCE))
}

/// Everything known of a node, one fact a line.
pub(super) fn description(node: &Node) -> String {
    let mut text = format!("w{} = {}", node.id, one_line(node.expression));
    for fact in [one_line(node.source), one_line(node.reason)] {
        if !fact.is_empty() {
            text.push('\n');
            text.push_str(&fact);
        }
    }
    text
}

/// How a node is dressed. An output that is also an input keeps the shape of
/// an input and takes the colour of an output.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Input,
    InputAndOutput,
    Output,
    Inner,
    Inactive,
}

pub(super) fn look(graph: &Graph, node: &Node) -> Look {
    match (node.role, graph.is_output(node.id)) {
        (Role::Input, true) => Look::InputAndOutput,
        (Role::Input, false) => Look::Input,
        (_, true) => Look::Output,
        _ if node.active => Look::Inner,
        _ => Look::Inactive,
    }
}

/// A text with each run of white space as one blank.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn shorten(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.into();
    }
    text.chars().take(longest - 1).chain(['…']).collect()
}
