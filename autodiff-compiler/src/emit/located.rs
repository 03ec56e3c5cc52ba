//! Where generated code stands in the source: where the code stands that it
//! comes from.
//!
//! So a panic in a companion has the line of the user's function, a type error
//! points at the expression that it is about, and a debugger steps through the
//! function while it runs the companion. A location on stable Rust comes with a
//! hygiene, that of the function's own tokens: names that the user's code in a
//! companion could mean are kept out of the way by [`super::names`].
//!
//! While a companion is put together, tokens whose place is settled are wrapped,
//! so that the place of a statement stays what it is in the loop around it.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};

/// What a wrapper begins with.
const MARK: &str = "__autodiff_settled";

/// The user's own tokens, which stay where they are.
pub(crate) fn verbatim(tokens: TokenStream) -> TokenStream {
    if tokens.is_empty() {
        return tokens;
    }
    settled(tokens)
}

/// Whether it is this name alone.
pub(crate) fn is(tokens: &TokenStream, name: &str) -> bool {
    let mut inside = tokens.clone().into_iter().filter(|token| token.to_string() != MARK);
    match (inside.next(), inside.next()) {
        (Some(TokenTree::Group(group)), None) if group.delimiter() == Delimiter::None => is(&group.stream(), name),
        (Some(TokenTree::Ident(word)), None) => word == name,
        _ => false,
    }
}

/// Whether the first of the tokens is a minus.
pub(super) fn begins_with_minus(tokens: &TokenStream) -> bool {
    match tokens.clone().into_iter().find(|token| token.to_string() != MARK) {
        Some(TokenTree::Punct(sign)) => sign.as_char() == '-',
        Some(TokenTree::Group(group)) => group.delimiter() == Delimiter::None && begins_with_minus(&group.stream()),
        _ => false,
    }
}

fn settled(tokens: impl IntoIterator<Item = TokenTree>) -> TokenStream {
    let mark = TokenTree::Ident(Ident::new(MARK, Span::call_site()));
    let inside = std::iter::once(mark).chain(tokens).collect();
    TokenTree::Group(Group::new(Delimiter::None, inside)).into()
}

/// Generated tokens, at the place of their source.
pub(crate) fn at(span: Span, tokens: TokenStream) -> TokenStream {
    if tokens.is_empty() { tokens } else { settled(tokens.into_iter().map(|token| moved(span, token))) }
}

fn moved(span: Span, mut token: TokenTree) -> TokenTree {
    match token {
        // A wrapper, or a fragment of the user's.
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => return TokenTree::Group(group),
        TokenTree::Group(group) => {
            let (delimiter, _, inside) = opened(group);
            let inside = inside.map(|token| moved(span, token)).collect();
            token = TokenTree::Group(Group::new(delimiter, inside));
        }
        // Whose receiver it is, its own hygiene says, also where another macro's caller has
        // written the name of the method.
        TokenTree::Ident(mut ident) if ident == "self" => {
            ident.set_span(ident.span().located_at(span));
            return TokenTree::Ident(ident);
        }
        _ => {}
    }
    token.set_span(span);
    token
}

/// A group taken apart. Its tokens are moved out of it, as nobody else has it.
fn opened(group: Group) -> (Delimiter, Span, impl Iterator<Item = TokenTree>) {
    let (delimiter, span, inside) = (group.delimiter(), group.span(), group.stream());
    drop(group);
    (delimiter, span, inside.into_iter())
}

/// Tokens without their wrappers.
pub(crate) fn unwrapped(tokens: TokenStream) -> TokenStream {
    without_wrappers(&mut tokens.into_iter())
}

fn without_wrappers(tokens: &mut dyn Iterator<Item = TokenTree>) -> TokenStream {
    let mut out = Vec::new();
    unwrap_into(&mut out, tokens);
    out.into_iter().collect()
}

/// Wrappers lie in each other as statements do, so their tokens go to one list.
fn unwrap_into(out: &mut Vec<TokenTree>, tokens: &mut dyn Iterator<Item = TokenTree>) {
    for token in tokens {
        let TokenTree::Group(group) = token else {
            out.push(token);
            continue;
        };
        let (delimiter, span, inside) = opened(group);
        let mut inside = inside.peekable();
        let is_mark = |token: &TokenTree| matches!(token, TokenTree::Ident(ident) if ident == MARK);
        if delimiter == Delimiter::None && inside.next_if(is_mark).is_some() {
            unwrap_into(out, &mut inside);
        } else {
            let mut bare = Group::new(delimiter, without_wrappers(&mut inside));
            bare.set_span(span);
            out.push(TokenTree::Group(bare));
        }
    }
}

/// Whether the tokens, without their wrappers, are this text but for white space.
pub(crate) fn says(tokens: &TokenStream, text: &str) -> bool {
    let mut rest = text.chars().filter(|c| !c.is_whitespace());
    reads(tokens.clone(), &mut rest) && rest.next().is_none()
}

fn reads(tokens: TokenStream, rest: &mut dyn Iterator<Item = char>) -> bool {
    tokens.into_iter().all(|token| match token {
        TokenTree::Ident(ident) => ident == MARK || is_next(&ident.to_string(), rest),
        TokenTree::Punct(punct) => rest.next() == Some(punct.as_char()),
        TokenTree::Literal(literal) => is_next(&literal.to_string(), rest),
        TokenTree::Group(group) => {
            let (open, close) = match group.delimiter() {
                Delimiter::Parenthesis => ("(", ")"),
                Delimiter::Brace => ("{", "}"),
                Delimiter::Bracket => ("[", "]"),
                Delimiter::None => ("", ""),
            };
            is_next(open, rest) && reads(group.stream(), rest) && is_next(close, rest)
        }
    })
}

fn is_next(text: &str, rest: &mut dyn Iterator<Item = char>) -> bool {
    text.chars().filter(|c| !c.is_whitespace()).all(|c| rest.next() == Some(c))
}
