//! Colours. Where the output is no terminal, [`anstream`] takes them out again.

use anstyle::{AnsiColor, Style};

/// A heading.
pub(crate) fn title(text: &str) -> String {
    painted(Style::new().bold().underline(), text)
}

/// Rust: comments step back, so that the code stands out.
pub(crate) fn rust(text: &str) -> String {
    let line = |line: &str| {
        let is_comment = line.trim_start().starts_with("//");
        if is_comment { painted(AnsiColor::Cyan.on_default().dimmed(), line) } else { line.to_owned() }
    };
    text.lines().map(|text| line(text) + "\n").collect()
}

fn painted(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}
