//! `Vec::new()`, `Vec::with_capacity(n)`: vectors that are made by a function of their type.

use crate::ir::Form;
use crate::lower::border::types;
use crate::lower::iter::collect;
use crate::lower::memory::{length, new};
use crate::lower::state::claim;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::mentions::mentions_float;
use crate::lower::state::scope::Operands;
use crate::lower::state::settle;
use crate::lower::value::expr::{Expect, expression};
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::{Expr, ExprCall, ExprPath, parse_quote_spanned};

/// Whether it is an array, a slice or a vector, by value or by reference, of floats.
fn is_row(cx: &Cx<'_>, e: &Expr) -> bool {
    let is_memory = |form: &Form| matches!(form, Form::Array(_) | Form::Slice | Form::Vec | Form::Some);
    match e {
        Expr::Paren(of) => is_row(cx, &of.expr),
        Expr::Group(of) => is_row(cx, &of.expr),
        Expr::Reference(of) => is_row(cx, &of.expr),
        Expr::Array(_) => mentions_float(cx, &e.to_token_stream()),
        Expr::Index(of) if matches!(&*of.index, Expr::Range(_)) => mentions_float(cx, &e.to_token_stream()),
        e => settle::kind_at(cx, e).and_then(|kind| cx.kinds.as_memory(kind)).is_some_and(|(form, _)| is_memory(form)),
    }
}

/// `Vec::new()`, `Vec::default()`, `Vec::with_capacity(n)`, `Vec::from_iter(items)`, and
/// `Vec::from(items)`, which is `items.to_vec()`.
pub(super) fn new_vector(
    cx: &mut Cx<'_>,
    (call, path): (&ExprCall, &ExprPath),
    expect: &Expect,
) -> Option<Res<Operands>> {
    let segments: Vec<_> = path.path.segments.iter().collect();
    let [.., ty, function] = &segments[..] else { return None };
    if ty.ident != "Vec"
        || !matches!(function.ident.to_string().as_str(), "new" | "default" | "with_capacity" | "from_iter" | "from")
    {
        return None;
    }
    let mut of_type = path.path.clone();
    of_type.segments.pop();
    of_type.segments.pop_punct();
    claim::standard_vec(cx, &of_type);
    // `Vec::<f64>::new()`
    let declared = match &ty.arguments {
        syn::PathArguments::AngleBracketed(arguments) => {
            let vector: syn::Type = syn::parse2(quote!(Vec #arguments)).ok()?;
            types::shape(cx, &vector).map(|shape| shape.map(&mut |kind| Some(*kind)))
        }
        _ => None,
    };
    let expect = declared.unwrap_or_else(|| expect.clone());
    match (function.ident.to_string().as_str(), call.args.len()) {
        ("new" | "default", 0) => Some(Ok(new::empty(cx, call, None, &expect))),
        ("from_iter", 1) if mentions_float(cx, &call.args.to_token_stream()) => {
            Some(collect::from_iter(cx, call, &expect))
        }
        ("from", 1) if is_row(cx, &call.args[0]) => {
            let items = &call.args[0];
            let copy: Expr = parse_quote_spanned!(function.span()=> (#items).to_vec());
            Some(expression(cx, &copy, &expect))
        }
        ("with_capacity", 1) => {
            let capacity = length::length(cx, &call.args[0]);
            Some(capacity.map(|capacity| new::empty(cx, call, Some(capacity), &expect)))
        }
        _ => None,
    }
}
