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

use crate::ir::{Block, Init, Kind, New, Shape, Step, Stmt};
use crate::lower::memory::data::is_none;
use crate::lower::state::cx::Cx;
use crate::lower::state::kinds::{KindVar, Known};
use crate::lower::state::scope::Operands;
use crate::lower::tokens::hygiene::is_same;
use crate::lower::tokens::visible::visible;
use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
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

/// `None::<f64>`, of each `None` of which it has turned out that a float is what it may hold: where
/// only a closure says so, `best.map_or(v, |b: f64| ..)`, rustc has no place to read it from.
pub(crate) fn settle(cx: &mut Cx<'_>, block: &mut Block) {
    for stmt in &mut block.stmts {
        if let Stmt::New(New { dst, init: Init::Data { path, fields, rest: None }, .. }) = stmt
            && fields.is_empty()
            && path.to_string() == "None"
            && let Some(float) = float_in(cx, cx.kind_of[dst.index()])
        {
            let name = Ident::new(float.type_name(), Span::call_site());
            *path = quote!(#path::<::core::primitive::#name>);
        }
        stmt.regions_mut().into_iter().for_each(|region| settle(cx, region));
    }
}

/// The float that an `Option` is known to hold.
fn float_in(cx: &Cx<'_>, option: KindVar) -> Option<Kind> {
    let inside = cx.kinds.known_field(option, &"Some.0".into())?;
    match inside {
        Shape::Leaf(kind) => match cx.kinds.known(*kind) {
            Known::Exactly(kind @ (Kind::F64 | Kind::F32)) => Some(kind),
            _ => None,
        },
        _ => None,
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
