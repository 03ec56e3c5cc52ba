//! Tokens as people write them: the source text in doc comments and graphs.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// The tokens on one line, spaced as rustfmt would for an expression.
pub(crate) fn text(tokens: TokenStream) -> String {
    let mut out = String::new();
    write(&mut out, tokens);
    out
}

#[derive(Clone, Copy, PartialEq)]
enum Last {
    /// Nothing yet, or an opening bracket.
    Open,
    Word,
    Keyword,
    Operator,
    /// A prefix operator, a dot, a path separator: what follows sits tight.
    Tight,
    Comma,
}

fn write(out: &mut String, tokens: TokenStream) {
    let mut last = Last::Open;
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(ident) => {
                let word = ident.to_string();
                space_unless(out, matches!(last, Last::Open | Last::Tight));
                let keyword = matches!(&*word, "if" | "else" | "match" | "return" | "let" | "in" | "as" | "mut");
                out.push_str(&word);
                last = if keyword { Last::Keyword } else { Last::Word };
            }
            TokenTree::Literal(literal) => {
                space_unless(out, matches!(last, Last::Open | Last::Tight));
                out.push_str(&literal.to_string());
                last = Last::Word;
            }
            TokenTree::Group(group) => {
                let (open, close) = brackets(group.delimiter());
                let tight = matches!(last, Last::Open | Last::Tight) || (last == Last::Word && open != "{ ");
                space_unless(out, tight);
                out.push_str(open);
                write(out, group.stream());
                out.push_str(close);
                last = Last::Word;
            }
            TokenTree::Punct(punct) => {
                let mut operator = String::from(punct.as_char());
                let mut joint = punct.spacing() == Spacing::Joint;
                while joint && let Some(TokenTree::Punct(next)) = tokens.peek() {
                    if !continues(&operator, next.as_char()) {
                        break;
                    }
                    operator.push(next.as_char());
                    joint = next.spacing() == Spacing::Joint;
                    tokens.next();
                }
                last = write_operator(out, &operator, last);
            }
        }
    }
}

/// Whether the next character makes a longer operator of Rust.
fn continues(operator: &str, next: char) -> bool {
    const LONG: [&str; 24] = [
        "::", "->", "=>", "==", "!=", "<=", ">=", "&&", "||", "+=", "-=", "*=", "/=", "%=", "^=", "&=", "|=", "<<",
        ">>", "<<=", ">>=", "..", "..=", "...",
    ];
    LONG.contains(&format!("{operator}{next}").as_str())
}

fn write_operator(out: &mut String, operator: &str, last: Last) -> Last {
    match operator {
        "," | ";" => {
            out.push_str(operator);
            Last::Comma
        }
        "." | "::" | ".." | "..=" | "?" | "'" => {
            space_unless(out, last != Last::Comma);
            out.push_str(operator);
            if operator == "?" { Last::Word } else { Last::Tight }
        }
        "!" if last == Last::Word => {
            out.push('!');
            Last::Tight
        }
        "-" | "!" | "*" | "&" if last != Last::Word => {
            space_unless(out, matches!(last, Last::Open | Last::Tight));
            out.push_str(operator);
            Last::Tight
        }
        ":" => {
            out.push(':');
            Last::Comma
        }
        _ => {
            space_unless(out, last == Last::Open);
            out.push_str(operator);
            Last::Operator
        }
    }
}

fn space_unless(out: &mut String, tight: bool) {
    if !tight {
        out.push(' ');
    }
}

fn brackets(delimiter: Delimiter) -> (&'static str, &'static str) {
    match delimiter {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::Brace => ("{ ", " }"),
        Delimiter::None => ("", ""),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn reads_as_written() {
        for source in [
            "1.0 / (1.0 + (-a * x).exp())",
            "x.powi(2) - y",
            "f64::sin(-x)",
            "if x > 0.0 { -x } else { g(x, y) }",
            "a && !b || c != d",
            "t.0 + *r",
        ] {
            assert_eq!(super::text(source.parse().unwrap()), source);
        }
    }
}
