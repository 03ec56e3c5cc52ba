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
    let mut inside = TokenStream::from(TokenTree::Ident(Ident::new(MARK, Span::call_site())));
    inside.extend(tokens);
    TokenTree::Group(Group::new(Delimiter::None, inside)).into()
}

/// Generated tokens, at the place of their source.
pub(crate) fn at(span: Span, tokens: TokenStream) -> TokenStream {
    verbatim(moved(span, tokens))
}

fn moved(span: Span, tokens: TokenStream) -> TokenStream {
    let each = |token: TokenTree| match token {
        TokenTree::Group(group) if is_settled(&group) => TokenTree::Group(group),
        TokenTree::Group(group) => {
            let mut moved = Group::new(group.delimiter(), moved(span, group.stream()));
            moved.set_span(span);
            TokenTree::Group(moved)
        }
        // Whose receiver it is, its own hygiene says, also where another macro's caller has
        // written the name of the method.
        TokenTree::Ident(mut ident) if ident == "self" => {
            ident.set_span(ident.span().located_at(span));
            TokenTree::Ident(ident)
        }
        mut token => {
            token.set_span(span);
            token
        }
    };
    tokens.into_iter().map(each).collect()
}

fn is_settled(group: &Group) -> bool {
    let begins = |token: TokenTree| matches!(token, TokenTree::Ident(ident) if ident == MARK);
    group.delimiter() == Delimiter::None && group.stream().into_iter().next().is_some_and(begins)
}

/// Tokens without their wrappers.
pub(crate) fn unwrapped(tokens: TokenStream) -> TokenStream {
    let mut out = Vec::new();
    unwrap_into(&mut out, tokens.into_iter());
    out.into_iter().collect()
}

/// Wrappers lie in each other as statements do, so their tokens go to one list.
fn unwrap_into(out: &mut Vec<TokenTree>, tokens: impl Iterator<Item = TokenTree>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) if is_settled(&group) => unwrap_into(out, group.stream().into_iter().skip(1)),
            TokenTree::Group(group) => {
                let mut bare = Group::new(group.delimiter(), unwrapped(group.stream()));
                bare.set_span(group.span());
                out.push(TokenTree::Group(bare));
            }
            token => out.push(token),
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
