//! The attributes on the function and in it: `#[constant]`, and those that
//! companions carry on.

use super::cx::error_at;
use crate::errors::{Errors, Message};
use proc_macro2::TokenStream;
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
    let body = strip(function.block.to_token_stream());
    if let Ok(block) = syn::parse2(body) {
        *function.block = block;
    }
    function
}

/// The tokens without any `#[constant]`.
fn strip(tokens: TokenStream) -> TokenStream {
    use proc_macro2::{Group, TokenTree};
    let mut out: Vec<TokenTree> = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let after_hash = matches!(out.last(), Some(TokenTree::Punct(p)) if p.as_char() == '#');
                if after_hash && group.stream().to_string() == "constant" {
                    out.pop();
                    continue;
                }
                let mut stripped = Group::new(group.delimiter(), strip(group.stream()));
                stripped.set_span(group.span());
                out.push(TokenTree::Group(stripped));
            }
            token => out.push(token),
        }
    }
    out.into_iter().collect()
}
