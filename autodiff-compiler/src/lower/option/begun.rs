//! Variables that begin with `None`: what an `Option` is before something tells what is in it.
//!
//! ```text
//! let mut best = None;
//! for (i, &x) in xs.iter().enumerate() {
//!     if best.map_or(true, |(_, b)| x < b) { best = Some((i, x)); }
//! }
//! ```
//!
//! The first question stands above the first answer. That a pair is in it, the assignment tells by
//! its parentheses; of what is in the pair, nothing is said.

use crate::ir::{Init, New, Shape, Step, Stmt};
use crate::lower::memory::data::is_none;
use crate::lower::state::cx::Cx;
use crate::lower::state::kinds::Known;
use crate::lower::state::scope::Operands;
use crate::lower::tokens::hygiene::is_same;
use crate::lower::tokens::visible::visible;
use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Local, Pat};

/// Says of such a variable that it is an `Option`, and of how many parts what is in it is.
pub(crate) fn named(cx: &mut Cx<'_>, local: &Local, value: &Operands, rest: &[syn::Stmt]) {
    let (Pat::Ident(name), Some(init), Shape::Leaf(operand)) = (&local.pat, &local.init, value) else { return };
    if !is_none(&init.expr) || !cx.kinds.is_data(operand.kind) {
        return;
    }
    let step = Step::Payload { variant: "".into(), field: "0".into() };
    cx.kinds.field_at(operand.kind, &step);
    let rest = visible(rest.iter().map(ToTokens::to_token_stream).collect(), &name.ident);
    if let (Some(count), Some(key)) = (parts(rest, &name.ident), step.key()) {
        let entries = (0..count).map(|_| Shape::Leaf(cx.kinds.fresh(Known::Part))).collect();
        cx.kinds.set_field(operand.kind, &key, &Shape::Tuple(entries));
        says_parts(cx, count);
    }
}

/// `None::<(_, _)>`, of the last `None` that was made: rustc asks of how many parts it is where one of
/// them is read.
fn says_parts(cx: &mut Cx<'_>, count: usize) {
    let begun = cx.out.stmts.iter_mut().rev().find_map(|stmt| match stmt {
        Stmt::New(New { init: Init::Data { path, fields, .. }, .. }) if fields.is_empty() => Some(path),
        _ => None,
    });
    let parts = (0..count).map(|_| quote!(_,));
    if let Some(path) = begun.filter(|path| path.to_string() == "None") {
        *path = quote!(#path::<(#(#parts)*)>);
    }
}

/// How many values are in `Some((i, x))`, where that is assigned to the variable; where there are no
/// parentheses, nothing.
fn parts(tokens: TokenStream, name: &Ident) -> Option<usize> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    (0..tokens.len()).find_map(|i| match &tokens[i..] {
        [TokenTree::Group(group), ..] => parts(group.stream(), name),
        [TokenTree::Ident(of), TokenTree::Punct(sign), TokenTree::Ident(some), TokenTree::Group(inside), ..]
            if is_same(of, name) && sign.as_char() == '=' && some == "Some" =>
        {
            entries(inside.stream())
        }
        _ => None,
    })
}

/// The entries of a tuple that is all there is.
fn entries(inside: TokenStream) -> Option<usize> {
    let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(comma) if comma.as_char() == ',');
    match &inside.into_iter().collect::<Vec<_>>()[..] {
        [TokenTree::Group(tuple)] if tuple.delimiter() == Delimiter::Parenthesis => {
            let tokens: Vec<TokenTree> = tuple.stream().into_iter().collect();
            let commas = tokens.iter().filter(|token| is_comma(token)).count();
            let ends = tokens.last().is_none_or(is_comma);
            (commas > 0).then_some(commas + usize::from(!ends))
        }
        _ => None,
    }
}
