//! Source text: parentheses and indentation.

/// The text without its outermost pair of parentheses, where that pair spans
/// all of it and is not a tuple's.
pub(super) fn bare(text: &str) -> &str {
    let Some(inner) = text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) else {
        return text;
    };
    let mut depth = 0_i32;
    for c in inner.chars() {
        match c {
            '(' | '{' | '[' => depth += 1,
            ')' | '}' | ']' => depth -= 1,
            ',' if depth == 0 => return text,
            _ => {}
        }
        if depth < 0 {
            return text;
        }
    }
    if inner.is_empty() { text } else { inner }
}

/// The source with four spaces for each open brace. The generator writes no
/// brace into a string or a comment, so counting them is enough.
pub(super) fn indent(source: &str) -> String {
    let mut out = String::new();
    let mut depth = 0_usize;
    for line in source.lines().map(str::trim).filter(|l| !l.is_empty()) {
        let leading = line.chars().take_while(|&c| c == '}').count();
        let level = depth.saturating_sub(leading);
        out.push_str(&"    ".repeat(level));
        out.push_str(line);
        out.push('\n');
        depth += line.matches('{').count();
        depth -= line.matches('}').count();
    }
    out
}
