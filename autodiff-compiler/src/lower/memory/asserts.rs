//! What methods of slices and iterators ask of their arguments: the loops that
//! they are lowered to would not ask it.
//!
//! ```text
//! x.windows(n)              assert!(n != 0, "window size must be non-zero");
//! x.split_at(mid)           assert!(mid <= x.len(), "mid > len");
//! ```

use crate::ir::{Atom, Effect, EffectFlow, OnActive, Shape, Stmt};
use crate::lower::state::cx::{Cx, origin};
use crate::lower::state::scope::Operand;
use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use std::rc::Rc;
use syn::ExprMethodCall;

/// Panics as the user's `unwrap` does where there is nothing.
pub(crate) fn found(cx: &mut Cx<'_>, call: &ExprMethodCall, found: Operand) {
    let (method, args) = (&call.method, &call.args);
    let name = Ident::new("found", method.span());
    let tokens = quote_spanned!(method.span()=> ::core::option::Option::Some(()).filter(|()| #name).#method(#args));
    let names = vec![(name, Shape::Leaf(found.atom))];
    let (flow, on_active) = (EffectFlow::Continues, OnActive::Inactive);
    cx.out.push(Stmt::Effect(Effect { tokens: Rc::new(tokens), names, flow, on_active }));
}

/// A panic with this message if an argument is zero.
pub(crate) fn nonzero(cx: &mut Cx<'_>, at: &dyn ToTokens, n: Atom, message: &str) {
    if !matches!(n, Atom::Int(n) if n != 0) {
        assert(cx, at, &format!("::core::assert!(n != 0, {message:?})"), &[("n", n)]);
    }
}

/// A panic with this message if the first is greater than the second.
pub(crate) fn at_most(cx: &mut Cx<'_>, at: &dyn ToTokens, (least, most): (Atom, Atom), message: &str) {
    if !matches!((least, most), (Atom::Int(a), Atom::Int(b)) if a <= b) {
        let names = [("mid", least), ("len", most)];
        assert(cx, at, &format!("::core::assert!(mid <= len, {message:?})"), &names);
    }
}

/// A panic with this message if an index is past the length.
pub(crate) fn index(cx: &mut Cx<'_>, at: &dyn ToTokens, (index, len): (Atom, Atom), message: &str) {
    assert(cx, at, &format!("::core::assert!(index <= len, {message:?})"), &[("index", index), ("len", len)]);
}

/// A panic with this message if there is no element of this index.
pub(crate) fn index_below(cx: &mut Cx<'_>, at: &dyn ToTokens, (index, len): (Atom, Atom), message: &str) {
    assert(cx, at, &format!("::core::assert!(index < len, {message:?})"), &[("index", index), ("len", len)]);
}

/// A panic with this message if two lengths differ.
pub(crate) fn same(cx: &mut Cx<'_>, at: &dyn ToTokens, (len, other): (Atom, Atom), message: &str) {
    let names = [("len", len), ("other", other)];
    assert(cx, at, &format!("::core::assert!(len == other, {message:?})"), &names);
}

fn assert(cx: &mut Cx<'_>, at: &dyn ToTokens, text: &str, names: &[(&str, Atom)]) {
    let span = origin(at).map_or_else(Span::call_site, |origin| origin.span);
    let tokens = spanned(text.parse().expect("an assertion is tokens"), span);
    let names = names.iter().map(|(name, value)| (Ident::new(name, span), Shape::Leaf(*value))).collect();
    let (flow, on_active) = (EffectFlow::Continues, OnActive::Inactive);
    cx.out.push(Stmt::Effect(Effect { tokens: Rc::new(tokens), names, flow, on_active }));
}

fn spanned(tokens: TokenStream, span: Span) -> TokenStream {
    let each = |token: TokenTree| {
        let mut token = match token {
            TokenTree::Group(group) => Group::new(group.delimiter(), spanned(group.stream(), span)).into(),
            token => token,
        };
        token.set_span(span);
        token
    };
    tokens.into_iter().map(each).collect()
}
