//! Words that leave a function or a loop.

use proc_macro2::{Ident, TokenStream, TokenTree};

/// Whether the tokens may leave the function.
pub(crate) fn returns(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == "return",
        TokenTree::Punct(punct) => punct.as_char() == '?',
        TokenTree::Group(group) => returns(group.stream()),
        TokenTree::Literal(_) => false,
    })
}

/// A word that would leave the function, or the loop around the macro.
pub(crate) fn jump(tokens: TokenStream) -> Option<Ident> {
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Ident(ident) if matches!(ident.to_string().as_str(), "return" | "break" | "continue") => Some(ident),
        TokenTree::Group(group) => jump(group.stream()),
        _ => None,
    })
}

/// Whether a `break` stands in the tokens, of whatever loop.
pub(crate) fn breaks(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == "break",
        TokenTree::Group(group) => breaks(group.stream()),
        _ => false,
    })
}

/// Whether the tokens may return something else than an `Err(..)` or a `None`.
pub(crate) fn returns_value(tokens: TokenStream) -> bool {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let found = match token {
            TokenTree::Ident(ident) if ident == "return" => {
                !matches!(tokens.peek(), Some(TokenTree::Ident(next)) if next == "Err" || next == "None")
            }
            TokenTree::Group(group) => returns_value(group.stream()),
            _ => false,
        };
        if found {
            return true;
        }
    }
    false
}

/// Whether the tokens name this, also in a text.
pub(crate) fn names(tokens: TokenStream, name: &str) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => names(group.stream(), name),
        TokenTree::Literal(literal) => literal.to_string().contains(&format!("{{{name}")),
        TokenTree::Punct(_) => false,
    })
}
