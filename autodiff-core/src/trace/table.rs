//! The trace as an aligned table of text.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Write as _};

use super::{Trace, number};

const BETWEEN_COLUMNS: &str = "  ";

/// The heads of the columns, which Markdown shares.
pub(super) fn heads(trace: &Trace) -> Vec<String> {
    ["w_i", "expression", "value"]
        .into_iter()
        .map(String::from)
        .chain(trace.inputs.iter().map(|input| format!("∂w/∂{input}")))
        .chain(trace.outputs.iter().map(|output| format!("∂{output}/∂w")))
        .collect()
}

/// The numbers of a row: its value, then its derivatives.
pub(super) fn numbers(row: &super::Row, decimals: Option<usize>) -> impl Iterator<Item = String> + '_ {
    let derivatives = row.tangents.iter().chain(&row.adjoints);
    core::iter::once(number::value(row.value, decimals))
        .chain(derivatives.map(move |&derivative| number::derivative(derivative, decimals)))
}

impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ids = self.rows.iter().map(|row| format!("w{}", row.id)).collect();
        let expressions = self.rows.iter().map(|row| one_line(row.expression)).collect();
        let mut columns: Vec<Vec<String>> = alloc::vec![ids, expressions];
        let mut lines: Vec<_> = self.rows.iter().map(|row| numbers(row, f.precision())).collect();
        for _ in 0..=self.inputs.len() + self.outputs.len() {
            columns.push(at_the_point(lines.iter_mut().filter_map(Iterator::next).collect()));
        }
        // Words stand to the left, numbers to the right.
        let columns = heads(self).into_iter().zip(columns).enumerate().map(|(place, (head, cells))| {
            let side = if place < 2 { Side::Left } else { Side::Right };
            flush(core::iter::once(head).chain(cells).collect(), side)
        });
        let columns: Vec<Vec<String>> = columns.collect();
        write_lines(f, &columns)
    }
}

fn write_lines(f: &mut fmt::Formatter<'_>, columns: &[Vec<String>]) -> fmt::Result {
    let gaps = BETWEEN_COLUMNS.len() * columns.len().saturating_sub(1);
    let width = columns.iter().filter_map(|column| column.first()).map(|cell| width(cell)).sum::<usize>() + gaps;
    let rule = "─".repeat(width);
    writeln!(f, "{rule}")?;
    for line in 0..columns.first().map_or(0, Vec::len) {
        let cells: Vec<&str> = columns.iter().map(|column| column[line].as_str()).collect();
        writeln!(f, "{}", cells.join(BETWEEN_COLUMNS).trim_end())?;
        if line == 0 {
            writeln!(f, "{rule}")?;
        }
    }
    write!(f, "{rule}")
}

/// Pads numbers behind so that their decimal points stand below one another.
fn at_the_point(mut cells: Vec<String>) -> Vec<String> {
    let behind = |cell: &str| width(cell) - width(cell.split(['.', 'e']).next().unwrap_or(cell));
    let is_number = |cell: &str| cell.contains(|c: char| c.is_ascii_digit());
    let widest = cells.iter().filter(|cell| is_number(cell)).map(|cell| behind(cell)).max().unwrap_or(0);
    for cell in &mut cells {
        // A word such as `true` has no point, and is not to be split at its `e`.
        let behind = if is_number(cell) { behind(cell) } else { 0 };
        let _ = write!(cell, "{:1$}", "", widest - behind);
    }
    cells
}

#[derive(Clone, Copy)]
enum Side {
    Left,
    Right,
}

/// Pads cells to one width.
fn flush(cells: Vec<String>, side: Side) -> Vec<String> {
    let widest = cells.iter().map(|cell| width(cell)).max().unwrap_or(0);
    let pad = |cell: String| match side {
        Side::Left => format!("{cell:<widest$}"),
        Side::Right => format!("{cell:>widest$}"),
    };
    cells.into_iter().map(pad).collect()
}

fn width(text: &str) -> usize {
    text.chars().count()
}

/// A text with each run of white space as one blank.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::samples;

    #[test]
    fn every_line_has_the_same_layout() {
        let text = format!("{}", samples::mixed());
        let widest = text.lines().map(width).max().unwrap();
        assert!(text.lines().filter(|line| line.starts_with('─')).all(|line| width(line) == widest), "{text}");
        assert_eq!(text.lines().count(), samples::mixed().rows().len() + 4);
    }

    #[test]
    fn points_stand_below_one_another() {
        let cells = ["12.5", "-3", "1e300", "0.25", "·", "NaN"].map(String::from);
        let lined_up = ["12.5  ", "-3    ", "1e300", "0.25 ", "·    ", "NaN    "];
        assert_eq!(at_the_point(cells.to_vec()), lined_up);
    }

    #[test]
    fn a_trace_without_rows_has_a_head() {
        let text = format!("{}", Trace::new("f", &["x"], &["y"]));
        assert!(text.contains("w_i  expression  value  ∂w/∂x  ∂y/∂w"), "{text}");
    }
}
