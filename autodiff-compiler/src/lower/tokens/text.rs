//! Tokens as people write them: the source text in doc comments, graphs and reports.

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};
use quote::ToTokens;

/// The tokens on one line, spaced as rustfmt would.
pub(crate) fn text(tokens: TokenStream) -> String {
    let mut line = Line::default();
    line.write(tokens);
    line.text
}

/// What was written last, as far as it decides about the space after it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Last {
    /// Nothing yet, or an opening bracket.
    #[default]
    Open,
    /// What ends an operand: a name, a literal, a closing bracket.
    Operand,
    /// The name of a type, which a `<` after it opens the arguments of.
    Type,
    /// A block, after which something new begins.
    Block,
    /// A keyword, a label, the parameters of a closure: a space and an operand follow.
    Keyword,
    /// An operator between two operands, a comma, a colon.
    Between,
    /// An operator before an operand.
    Prefix,
    /// A dot, a path separator, the mark of a macro.
    Tight,
}

impl Last {
    /// Whether an operand comes next, so that an operator is one before it.
    fn expects_operand(self) -> bool {
        matches!(self, Last::Open | Last::Keyword | Last::Between | Last::Prefix)
    }

    /// Whether the next operand follows without a space.
    fn is_tight(self) -> bool {
        matches!(self, Last::Open | Last::Prefix | Last::Tight)
    }
}

/// The tokens between two brackets, so far.
#[derive(Debug, Default)]
struct Line {
    text: String,
    last: Last,
    /// How many `<` are open that are brackets.
    angles: usize,
    /// Whether the parameters of a closure are open.
    in_parameters: bool,
}

impl Line {
    fn write(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Ident(ident) => self.word(&ident.to_string()),
                TokenTree::Literal(literal) => self.operand(&literal.to_string(), Last::Operand),
                TokenTree::Group(group) => self.group(&group),
                TokenTree::Punct(punct) if punct.as_char() == '\'' => {
                    let name = tokens.next().map(|name| name.to_string()).unwrap_or_default();
                    self.operand(&format!("'{name}"), Last::Keyword);
                }
                TokenTree::Punct(punct) => {
                    let mut operator = String::from(punct.as_char());
                    let mut joint = punct.spacing() == Spacing::Joint && !self.closes_angle(&operator);
                    while joint && let Some(TokenTree::Punct(next)) = tokens.peek() {
                        if !continues(&operator, next.as_char()) {
                            break;
                        }
                        operator.push(next.as_char());
                        joint = next.spacing() == Spacing::Joint;
                        tokens.next();
                    }
                    self.punctuation(&operator);
                }
            }
        }
    }

    fn word(&mut self, word: &str) {
        let kind = match word {
            "as" | "async" | "break" | "const" | "continue" | "dyn" | "else" | "for" | "if" | "impl" | "in" | "let"
            | "loop" | "match" | "move" | "mut" | "ref" | "return" | "static" | "unsafe" | "use" | "where"
            | "while" => Last::Keyword,
            _ if word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase) => Last::Type,
            _ => Last::Operand,
        };
        self.operand(word, kind);
    }

    fn operand(&mut self, text: &str, kind: Last) {
        self.space_unless(self.last.is_tight());
        self.text.push_str(text);
        self.last = kind;
    }

    fn group(&mut self, group: &Group) {
        let inside = text(group.stream());
        let is_attribute = self.text.ends_with('#');
        let (open, close) = match group.delimiter() {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace if inside.is_empty() => ("{", "}"),
            Delimiter::Brace => ("{ ", " }"),
            // It is no bracket at all.
            Delimiter::None => return self.write(group.stream()),
        };
        let is_call = matches!(self.last, Last::Operand | Last::Type) && group.delimiter() != Delimiter::Brace;
        self.space_unless(is_call || self.last.is_tight());
        self.text.extend([open, &inside, close]);
        self.last = match group.delimiter() {
            Delimiter::Brace => Last::Block,
            _ if is_attribute => Last::Keyword,
            _ => Last::Operand,
        };
    }

    fn punctuation(&mut self, operator: &str) {
        let expects_operand = self.last.expects_operand();
        let (space, last) = match operator {
            "," | ";" | ":" => (false, Last::Between),
            "." => (false, Last::Tight),
            "?" => (false, Last::Operand),
            "::" => (!self.last.is_tight() && expects_operand, Last::Tight),
            ".." | "..=" => (!self.last.is_tight() && expects_operand, Last::Prefix),
            "!" if !expects_operand => (false, Last::Tight),
            "#" => (!self.last.is_tight(), Last::Prefix),
            "-" | "!" | "*" | "&" | "&&" if expects_operand => (!self.last.is_tight(), Last::Prefix),
            ">" if self.angles > 0 => {
                self.angles -= 1;
                (false, Last::Operand)
            }
            "<" if expects_operand || matches!(self.last, Last::Tight | Last::Type) => {
                self.angles += 1;
                (expects_operand && !self.last.is_tight(), Last::Open)
            }
            "||" if expects_operand => (!self.last.is_tight(), Last::Keyword),
            "|" if self.in_parameters => {
                self.in_parameters = false;
                (false, Last::Keyword)
            }
            "|" if expects_operand => {
                self.in_parameters = true;
                (!self.last.is_tight(), Last::Open)
            }
            _ => (self.last != Last::Open, Last::Between),
        };
        self.space_unless(!space);
        self.text.push_str(operator);
        self.last = last;
    }

    fn closes_angle(&self, operator: &str) -> bool {
        operator == ">" && self.angles > 0
    }

    fn space_unless(&mut self, tight: bool) {
        if !tight {
            self.text.push(' ');
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

/// The type as a person writes it.
pub(crate) fn written(ty: &dyn ToTokens) -> String {
    let text = text(ty.to_token_stream());
    // Angle brackets of a type are no operators.
    text.replace(" < ", "<").replace(" >>", ">>").replace(" >", ">").replace("> ,", ">,")
}

/// Whether the word stands in the tokens, at any depth.
pub(crate) fn mentions(tokens: &TokenStream, wanted: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(word) => word == wanted,
        TokenTree::Group(group) => mentions(&group.stream(), wanted),
        _ => false,
    })
}

/// Whether constants are called so, as everybody writes them.
pub(crate) fn is_constant_name(name: &str) -> bool {
    name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use quote::quote;

    /// Each text is one that rustfmt leaves as it is.
    const TEXTS: &[&str] = &[
        // Operators.
        "1.0 / (1.0 + (-a * x).exp())",
        "x.powi(2) - y",
        "f64::sin(-x)",
        "a && !b || c != d",
        "t.0 + *r",
        "a - -b * !c",
        "x << 2 >= y >> 1",
        "s += x[i] * -1.0",
        "g(x)? + h(&y)",
        // Keywords.
        "if x > 0.0 { -x } else { g(x, y) }",
        "while (x * x - y).abs() > 1e-9 { x = (x + y / x) / 2.0; }",
        "while !(a && b) {}",
        "match (a, b) { (0, _) => -x, (1 | 2, n) if n > 3 => y, _ => return (x, y) }",
        "return -x",
        "break 'outer (a, b)",
        "continue 'outer",
        "'outer: loop { break 'outer; }",
        "'sum: for i in 0..n { s += x[i]; }",
        "for (i, v) in x.iter().enumerate() {}",
        "for v in &mut x {}",
        "for v in [1.0, 2.0] {}",
        "let (mut a, ref b): (f64, f64) = (x, y);",
        "let Some(v) = x.get(0) else { return 0.0 };",
        "if let Some(v) = x.last() && *v > 0.0 { v } else { &0.0 }",
        "loop { x *= 0.5; if x < 1.0 { break x; } }",
        // References and casts.
        "helper(&mut x, &y[1..], &&z)",
        "*out = (x as f64 - 1.0) as f32",
        "&mut *x",
        "let r: &'a mut [f64] = &mut x[..];",
        "x as usize * n",
        // Ranges.
        "0..n",
        "..=n - 1",
        "x[i..i + 3]",
        "(a, ..)",
        "S { a, ..b }",
        "(-1.0..1.0).contains(&x)",
        "match n { ..0 => 1, 1..=3 => 2, k @ 4.. => k }",
        // Closures.
        "x.iter().map(|v| v * v).sum::<f64>()",
        "fold(0.0, |a, &b| a + b)",
        "let f = move |(i, v): (usize, f64)| -> f64 { v };",
        "run(|| -x, |_| (x, y))",
        "x.retain(|v| !(*v < 0.0 || *v > 1.0))",
        // Types and paths.
        "collect::<Vec<_>>()",
        "let v: Vec<Vec<f64>> = Vec::<Vec<f64>>::new();",
        "<f64>::sin(x) + <f64 as Trait>::K",
        "let t: Option<fn(f64) -> f64> = None;",
        "std::array::from_fn::<_, 3, _>(|k| x[k])",
        "x < y && N > z",
        "::core::mem::swap(a, b)",
        "x as ::core::primitive::f64",
        // Macros and attributes.
        "vec![0.0; n]",
        "assert!(x > 0.0, \"{x}\")",
        "#[constant] let v = g(x);",
        "if c { a } #[allow(unused)] { b }",
        "matches!(n, 1 | 2) as i32",
        "[[0.0; 3]; 2][i][j]",
    ];

    #[test]
    fn reads_as_written() {
        for source in TEXTS {
            assert_eq!(super::text(source.parse().unwrap()), *source);
        }
    }

    #[test]
    fn a_group_without_brackets_is_not_seen() {
        let fragment = proc_macro2::Group::new(proc_macro2::Delimiter::None, quote!(-x));
        assert_eq!(super::text(quote!(if y > #fragment { #fragment })), "if y > -x { -x }");
    }
}
