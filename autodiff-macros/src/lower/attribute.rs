//! The attributes on the function and in it: `#[constant]`, and those that
//! companions carry on.

use super::cx::error_at;
use crate::errors::{Errors, Message};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Attribute, FnArg, ItemFn, Meta};

/// Whether `#[constant]` is among the attributes.
pub(crate) fn constant(errors: &Errors, attrs: &[Attribute]) -> bool {
    let Some(attr) = attrs.iter().find(|attr| is_constant(attr)) else { return false };
    if !matches!(attr.meta, Meta::Path(_)) {
        errors.report(error_at(attr, Message::ConstantMisplaced));
    }
    true
}

/// An argument of a call without its mark, if it is marked `#[constant]`.
pub(crate) fn unmarked(arg: &syn::Expr) -> Option<syn::Expr> {
    let mut tokens = arg.to_token_stream().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Punct(hash)), Some(TokenTree::Group(attr)))
            if hash.as_char() == '#' && names_constant(&attr) =>
        {
            syn::parse2(tokens.collect()).ok()
        }
        _ => None,
    }
}

fn is_constant(attr: &Attribute) -> bool {
    attr.path().is_ident("constant")
}

/// `#[cfg(..)]` and the doc comment: what companions carry on.
pub(crate) fn carried(attrs: &[Attribute]) -> TokenStream {
    let carried = attrs.iter().filter(|a| ["cfg", "doc"].iter().any(|name| a.path().is_ident(name)));
    quote!(#(#carried)*)
}

/// The function without `#[constant]`, which rustc does not know.
pub(crate) fn without_constant(function: &ItemFn) -> ItemFn {
    let mut function = function.clone();
    for input in &mut function.sig.inputs {
        match input {
            FnArg::Receiver(receiver) => receiver.attrs.retain(|a| !is_constant(a)),
            FnArg::Typed(param) => param.attrs.retain(|a| !is_constant(a)),
        }
    }
    // Statements can be anywhere, also inside macros' arguments; tokens reach
    // them all.
    let body = strip(function.block.to_token_stream(), Delimiter::None, &mut |_| ());
    if let Ok(block) = syn::parse2(body) {
        *function.block = block;
    }
    function
}

/// Reports each `#[constant]` of the body that is not on a `let`.
pub(crate) fn refuse_misplaced(errors: &Errors, function: &ItemFn) {
    strip(function.block.to_token_stream(), Delimiter::None, &mut |attr| {
        errors.report(error_at(attr, Message::ConstantMisplaced));
    });
}

/// The tokens without any `#[constant]`, except those of functions inside,
/// which have a `#[grad]` of their own. `misplaced` sees those neither on a `let`
/// nor on an argument.
fn strip(tokens: TokenStream, place: Delimiter, misplaced: &mut dyn FnMut(&TokenStream)) -> TokenStream {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut out: Vec<TokenTree> = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        match &tokens[i..] {
            [TokenTree::Punct(hash), TokenTree::Group(attr), rest @ ..]
                if hash.as_char() == '#' && names_constant(attr) =>
            {
                let is_argument = place == Delimiter::Parenthesis && out.last().is_none_or(is_comma);
                if !is_let(rest) && !is_argument {
                    misplaced(&tokens[i..i + 2].iter().cloned().collect());
                }
                i += 2;
            }
            [TokenTree::Ident(word), TokenTree::Ident(_), ..] if word == "fn" => {
                let is_body = |t: &TokenTree| matches!(t, TokenTree::Group(g) if g.delimiter() == Delimiter::Brace);
                let end = tokens[i..].iter().position(is_body).map_or(tokens.len(), |body| i + body + 1);
                out.extend_from_slice(&tokens[i..end]);
                i = end;
            }
            [TokenTree::Group(group), ..] => {
                let mut stripped = Group::new(group.delimiter(), strip(group.stream(), group.delimiter(), misplaced));
                stripped.set_span(group.span());
                out.push(stripped.into());
                i += 1;
            }
            _ => {
                out.push(tokens[i].clone());
                i += 1;
            }
        }
    }
    out.into_iter().collect()
}

fn is_comma(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(comma) if comma.as_char() == ',')
}

fn names_constant(attr: &Group) -> bool {
    let first = attr.stream().into_iter().next();
    attr.delimiter() == Delimiter::Bracket && matches!(first, Some(TokenTree::Ident(name)) if name == "constant")
}

/// Whether the tokens after an attribute begin a `let`, past more attributes.
fn is_let(tokens: &[TokenTree]) -> bool {
    match tokens {
        [TokenTree::Punct(hash), TokenTree::Group(_), rest @ ..] if hash.as_char() == '#' => is_let(rest),
        [TokenTree::Ident(word), ..] => word == "let",
        _ => false,
    }
}
