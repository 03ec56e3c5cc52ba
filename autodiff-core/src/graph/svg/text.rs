//! How wide texts are, and how they are written in SVG.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write as _;

use crate::graph::Node;
use crate::graph::label;
use crate::graph::layout::Size;

pub(super) const FONT: &str =
    "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace";
/// The width of a character over the size of its font, in the widest of the
/// fonts above.
const ADVANCE: f64 = 0.602;
pub(super) const EQUATION: f64 = 13.0;
const INDEX: f64 = 9.0;
pub(super) const SOURCE: f64 = 10.5;
pub(super) const LABEL: f64 = 11.0;

pub(super) fn node_size(node: &Node) -> Size {
    let equation: f64 = pieces(&label::equation(node))
        .iter()
        .map(|&(text, index)| text_width(text, if index { INDEX } else { EQUATION }))
        .sum();
    let source = label::source(node);
    let width = source.as_ref().map_or(0.0, |source| text_width(source, SOURCE)).max(equation);
    Size { width: width + 26.0, height: if source.is_some() { 46.0 } else { 32.0 } }
}

pub(super) fn label_size(label: &str) -> Size {
    Size { width: text_width(label, LABEL) + 20.0, height: 32.0 }
}

/// The width of a text. The characters of East Asian scripts are twice as wide.
pub(super) fn text_width(text: &str, font: f64) -> f64 {
    text.chars().map(|c| if c < '\u{1100}' || ('\u{2000}'..'\u{2e80}').contains(&c) { 1.0 } else { 2.0 }).sum::<f64>()
        * font
        * ADVANCE
}

/// Cuts an equation so that the indices of its `w_i` stand alone, marked.
pub(super) fn pieces(equation: &str) -> Vec<(&str, bool)> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before = ' ';
    for (at, c) in equation.char_indices() {
        let digits = equation[at + c.len_utf8()..].chars().take_while(char::is_ascii_digit).count();
        let end = at + 1 + digits;
        if c == 'w' && digits > 0 && !is_word(before) && !equation[end..].starts_with(is_word) {
            pieces.push((&equation[start..=at], false));
            pieces.push((&equation[at + 1..end], true));
            start = end;
        }
        before = c;
    }
    pieces.push((&equation[start..], false));
    pieces.retain(|(text, _)| !text.is_empty());
    pieces
}

pub(super) fn with_indices(equation: &str) -> String {
    let mut text = String::new();
    let mut lowered = false;
    for (piece, index) in pieces(equation) {
        let piece = escaped(piece);
        let _ = match (index, lowered) {
            (true, _) => write!(text, "<tspan dy=\"3\" font-size=\"{INDEX}\">{piece}</tspan>"),
            (false, true) => write!(text, "<tspan dy=\"-3\">{piece}</tspan>"),
            (false, false) => write!(text, "{piece}"),
        };
        lowered = index;
    }
    text
}

/// A text for XML 1.0, which has no place for most control characters.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push('\n'),
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}
