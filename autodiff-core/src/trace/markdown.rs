//! The trace as a table in Markdown.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write as _;

use super::Trace;
use super::table::{heads, numbers, one_line};

pub(super) fn render(trace: &Trace) -> String {
    let heads: Vec<String> = heads(trace).iter().map(|head| escaped(head)).collect();
    let rules: Vec<&str> = (0..heads.len()).map(|place| if place < 2 { "---" } else { "---:" }).collect();
    let mut text = format!("| {} |\n| {} |\n", heads.join(" | "), rules.join(" | "));
    for row in &trace.rows {
        let numbers: Vec<String> = numbers(row, None).collect();
        let _ = writeln!(text, "| w{} | {} | {} |", row.id, code(row.expression), numbers.join(" | "));
    }
    text
}

/// A text outside code, for a cell.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('|', "\\|")
}

/// A text as code, for a cell. Tables split at bars before they look for code,
/// so those are escaped within; a fence is longer than the ticks in its text.
fn code(text: &str) -> String {
    let text = one_line(text).replace('|', "\\|");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let blank = if longest > 0 { " " } else { "" };
    format!("{fence}{blank}{text}{blank}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::samples;

    #[test]
    fn cells_hold_what_would_end_them() {
        assert_eq!(code("w1 || w2"), "`w1 \\|\\| w2`");
        assert_eq!(code("a\n  + b"), "`a + b`");
        assert_eq!(code("`x`"), "`` `x` ``");
    }

    #[test]
    fn every_line_has_the_same_number_of_cells() {
        let trace = samples::mixed();
        let text = trace.to_markdown();
        let cells = |line: &str| line.replace("\\|", "").matches('|').count();
        assert!(text.lines().all(|line| cells(line) == 7), "{text}");
        assert_eq!(text.lines().count(), trace.rows().len() + 2);
    }
}
