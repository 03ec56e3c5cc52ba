//! How code uses a variable: what its tokens tell of what the variable holds.

use crate::lower::tokens::hygiene::is_same;
use crate::lower::tokens::visible::visible;
use crate::std_names;
use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};

/// Whether code uses a variable as memory anywhere: what the result of a call
/// is must be known before a loop carries it.
pub(super) fn is_used_as_memory(tokens: TokenStream, name: &Ident) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_it = |token: Option<&TokenTree>| matches!(token, Some(TokenTree::Ident(ident)) if is_same(ident, name));
    let is_punct = |token: Option<&TokenTree>, c: char| matches!(token, Some(TokenTree::Punct(p)) if p.as_char() == c);
    (0..tokens.len()).any(|i| match &tokens[i] {
        TokenTree::Group(group) => is_used_as_memory(group.stream(), name),
        TokenTree::Ident(word) if word == "in" => {
            let past = |i: usize| if is_punct(tokens.get(i), '&') { i + 1 } else { i };
            let is_mut = |i: usize| matches!(tokens.get(i), Some(TokenTree::Ident(word)) if word == "mut");
            let at = past(i + 1);
            let at = if is_mut(at) { at + 1 } else { at };
            let ends =
                matches!(tokens.get(at + 1), Some(TokenTree::Group(body)) if body.delimiter() == Delimiter::Brace);
            is_it(tokens.get(at)) && ends
        }
        // The field of something else has its name.
        _ if i > 0 && is_punct(tokens.get(i - 1), '.') && !(i > 1 && is_punct(tokens.get(i - 2), '.')) => false,
        token if is_it(Some(token)) => match (tokens.get(i + 1), tokens.get(i + 2)) {
            (Some(TokenTree::Group(index)), _) => index.delimiter() == Delimiter::Bracket,
            (dot, Some(TokenTree::Ident(method))) if is_punct(dot, '.') => {
                let given = match tokens.get(i + 3) {
                    Some(TokenTree::Group(args)) => arguments(args),
                    // `x.chunks::<..>(n)`
                    _ => {
                        return std_names::of_sequence(&method.to_string())
                            .is_some_and(|row| std_names::tells_memory(row.name, row.args));
                    }
                };
                std_names::tells_memory(&method.to_string(), given)
            }
            _ => false,
        },
        _ => false,
    })
}

/// Whether code uses a field of this name, of whatever, as memory anywhere: `s.path[i]`, `s.path.iter()`,
/// `for p in &s.path`. That it is turned round is left out.
pub(super) fn is_field_used_as_memory(tokens: TokenStream, field: &Ident) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_dot = |token: Option<&TokenTree>| matches!(token, Some(TokenTree::Punct(dot)) if dot.as_char() == '.');
    let is_word = |token: &TokenTree, word: &str| matches!(token, TokenTree::Ident(of) if of == word);
    (0..tokens.len()).any(|i| match &tokens[i] {
        TokenTree::Group(group) => is_field_used_as_memory(group.stream(), field),
        TokenTree::Ident(of) if of == field && i > 0 && is_dot(tokens.get(i - 1)) => {
            match (tokens.get(i + 1), tokens.get(i + 2), tokens.get(i + 3)) {
                (Some(TokenTree::Group(after)), ..) => {
                    let is_body = after.delimiter() == Delimiter::Brace;
                    let is_run_through = || tokens[..i].iter().rev().take(8).any(|token| is_word(token, "in"));
                    after.delimiter() == Delimiter::Bracket || (is_body && is_run_through())
                }
                (dot, Some(TokenTree::Ident(method)), Some(TokenTree::Group(args))) if is_dot(dot) => {
                    method != "reverse" && std_names::tells_memory(&method.to_string(), arguments(args))
                }
                _ => false,
            }
        }
        _ => false,
    })
}

/// Whether code takes an element of a variable by its number, `v[i]`.
pub(super) fn is_indexed(tokens: TokenStream, name: &Ident) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    (0..tokens.len()).any(|i| match (&tokens[i], tokens.get(i + 1)) {
        (TokenTree::Group(group), _) => is_indexed(group.stream(), name),
        (TokenTree::Ident(of), Some(TokenTree::Group(index))) => {
            is_same(of, name) && index.delimiter() == Delimiter::Bracket
        }
        _ => false,
    })
}

/// Whether code names a field of a variable: `s.k`, and no method.
pub(super) fn has_field(tokens: TokenStream, name: &Ident) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_dot = |token: Option<&TokenTree>| matches!(token, Some(TokenTree::Punct(p)) if p.as_char() == '.');
    let calls = |token: Option<&TokenTree>| match token {
        Some(TokenTree::Group(args)) => args.delimiter() == Delimiter::Parenthesis,
        Some(TokenTree::Punct(p)) => p.as_char() == ':',
        _ => false,
    };
    (0..tokens.len()).any(|i| match &tokens[i] {
        TokenTree::Group(group) => has_field(group.stream(), name),
        TokenTree::Ident(ident) if is_same(ident, name) => {
            let is_part = i > 0 && is_dot(tokens.get(i - 1)) && !(i > 1 && is_dot(tokens.get(i - 2)));
            !is_part
                && is_dot(tokens.get(i + 1))
                && matches!(tokens.get(i + 2), Some(TokenTree::Ident(_)))
                && !calls(tokens.get(i + 3))
        }
        _ => false,
    })
}

/// Whether a variable is borrowed wherever it is named, and somewhere to be written
/// to: hardly anybody does that with a number.
pub(super) fn is_only_borrowed(tokens: TokenStream, name: &Ident) -> bool {
    let mut uses = Uses::default();
    count(tokens, name, &mut uses);
    uses.exclusive > 0 && uses.other == 0
}

#[derive(Default)]
struct Uses {
    exclusive: usize,
    other: usize,
}

fn count(tokens: TokenStream, name: &Ident, uses: &mut Uses) {
    let mut before: [Option<TokenTree>; 2] = [None, None];
    let is_word =
        |token: &Option<TokenTree>, word: &str| matches!(token, Some(TokenTree::Ident(ident)) if ident == word);
    let is_and = |token: &Option<TokenTree>| matches!(token, Some(TokenTree::Punct(and)) if and.as_char() == '&');
    for token in tokens {
        match &token {
            TokenTree::Group(group) => count(group.stream(), name, uses),
            TokenTree::Ident(ident) if is_same(ident, name) => {
                let [second, first] = &before;
                let binds = is_word(first, "let") || (is_word(first, "mut") && is_word(second, "let"));
                let is_shared = is_and(first) && !is_and(second);
                if is_word(first, "mut") && is_and(second) {
                    uses.exclusive += 1;
                } else if !binds && !is_shared {
                    uses.other += 1;
                }
            }
            _ => {}
        }
        before = [before[1].take(), Some(token)];
    }
}

/// Whether code calls such a method on a variable.
pub(super) fn has_method(tokens: TokenStream, name: &Ident, is_such: &dyn Fn(&str, usize) -> bool) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_dot = |token: Option<&TokenTree>| matches!(token, Some(TokenTree::Punct(p)) if p.as_char() == '.');
    (0..tokens.len()).any(|i| match (&tokens[i], tokens.get(i + 2), tokens.get(i + 3)) {
        (TokenTree::Group(group), ..) => has_method(group.stream(), name, is_such),
        (TokenTree::Ident(of), Some(TokenTree::Ident(method)), Some(TokenTree::Group(args))) => {
            let is_part = i > 0 && is_dot(tokens.get(i - 1)) && !(i > 1 && is_dot(tokens.get(i - 2)));
            let is_call = is_dot(tokens.get(i + 1)) && args.delimiter() == Delimiter::Parenthesis;
            is_same(of, name) && !is_part && is_call && is_such(&method.to_string(), arguments(args))
        }
        _ => false,
    })
}

/// How many arguments stand between parentheses.
fn arguments(args: &proc_macro2::Group) -> usize {
    let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(comma) if comma.as_char() == ',');
    let tokens: Vec<TokenTree> = args.stream().into_iter().collect();
    let ends = tokens.last().is_none_or(is_comma);
    tokens.iter().filter(|token| is_comma(token)).count() + usize::from(!ends)
}

/// Whether an operator assigns to a variable: `v += e`.
pub(crate) fn is_added_to(tokens: TokenStream, name: &Ident) -> bool {
    fn within(tokens: TokenStream, name: &Ident) -> bool {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let is_sign = |token: Option<&TokenTree>, signs: &str| matches!(token, Some(TokenTree::Punct(sign)) if signs.contains(sign.as_char()));
        (0..tokens.len()).any(|i| match &tokens[i] {
            TokenTree::Group(group) => within(group.stream(), name),
            TokenTree::Ident(ident) if is_same(ident, name) => {
                is_sign(tokens.get(i + 1), "+-*/%") && is_sign(tokens.get(i + 2), "=")
            }
            _ => false,
        })
    }
    within(visible(tokens, name), name)
}
