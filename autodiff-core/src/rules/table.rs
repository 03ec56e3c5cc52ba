//! The conventions of the rules, as Markdown for the guide.

use crate::rule::Growth;
use alloc::{format, string::String, vec::Vec};
use core::fmt::Write as _;

/// The published table of conventions as Markdown: for each rule its partials
/// at kinks, poles and domain edges, in the order of the rules.
///
/// ```
/// let table = autodiff_core::rules::edge_table();
/// assert!(table.contains("| `sqrt(x)` | (0.0) | inf |"));
/// ```
pub fn edge_table() -> String {
    let mut table = String::from("| function | at | partials |\n|---|---|---|\n");
    for rule in super::all() {
        for edge in rule.edges {
            let _ = writeln!(table, "| `{}` | ({}) | {} |", signature(rule), numbers(edge.at), numbers(edge.partials));
        }
    }
    table
}

/// Every partial with its text and its growth as Markdown, in the order of the
/// rules.
///
/// ```
/// let table = autodiff_core::rules::growth_table();
/// assert!(table.contains("| `sqrt(x)` | `x` | `0.5 / y` | cusp |"));
/// ```
pub fn growth_table() -> String {
    let mut table = String::from("| function | along | partial | growth |\n|---|---|---|---|\n");
    for rule in super::all() {
        for partial in rule.partials {
            let growth = match partial.growth {
                Growth::Tame => "tame",
                Growth::Pole => "pole",
                Growth::Cusp => "cusp",
            };
            // A bar ends a cell of the table, even in code.
            let text: Vec<_> = partial.text.split_whitespace().collect();
            let text = text.join(" ").replace('|', "\\|");
            let _ = writeln!(table, "| `{}` | `{}` | `{text}` | {growth} |", signature(rule), partial.wrt);
        }
    }
    table
}

fn signature(rule: &crate::rule::Rule) -> String {
    let args: Vec<_> = rule.args.iter().map(|arg| arg.name).collect();
    format!("{}({})", rule.name, args.join(", "))
}

fn numbers(values: &[f64]) -> String {
    let values: Vec<_> = values.iter().map(|value| format!("{value:?}")).collect();
    values.join(", ")
}
