//! The adjoint whose seed comes later: the primal sweep runs, and the adjoint sweep is a closure.
//!
//! ```text
//! fn f_pullback(x: f64) -> (f64, impl FnOnce(f64) -> f64) {
//!     let w1 = x.exp();
//!     (w1, move |y_bar: f64| -> f64 { y_bar * w1 })
//! }
//! ```
//!
//! What the adjoint reads is in the closure, which is a value of its own type: nothing is
//! allocated for it, and it borrows what the function's arguments borrow.

use super::companion::{self, Target};
use super::matrix::{has_mut, mentions_mut};
use super::{Context, body, located, shape, uses};
use crate::ir::{ParamRole, Shape};
use crate::lower::{Declared, DeclaredForm, Signature};
use proc_macro2::TokenStream;
use quote::quote;

/// The companion of an adjoint, of which so many statements need no seed.
pub(crate) fn pullback(cx: &Context<'_>, target: &Target<'_>, at: usize) -> TokenStream {
    let func = target.func;
    let (mut body, mut params) = companion::opened(cx, target);
    let seed = params.split_off(cx.signature.params.len());
    let Shape::Tuple(parts) = &func.result else { unreachable!("a vjp returns a pair") };
    let mut yields = func.body.yields.iter().copied();
    let [(first, value), (second, cotangents)] =
        [(&func.body.stmts[..at], &parts[0]), (&func.body.stmts[at..], &parts[1])].map(|(stmts, result)| {
            let stmts = body::statements(cx, &mut body, stmts);
            body.site = uses::site(&func.body);
            (stmts, body::result(&mut body, result, &mut yields))
        });
    let [value_ty, cotangents_ty] =
        [&parts[0], &parts[1]].map(|result| shape::shape_type(&body.krate, &shape::owned(result)));
    let before = companion::before(cx, &body);
    let closure = quote!(move |#(#seed),*| -> #cotangents_ty { #second #cotangents });
    let given = cx.signature.given(quote!((#value, #closure)));

    let seed_ty = func.params[cx.signature.params.len()..].iter().filter_map(|param| param.form.shape());
    let seed_ty: Vec<_> =
        seed_ty.map(|seed| shape::shape_type(&body.krate, &seed.map(&mut |w| func.kind(*w)))).collect();
    // By the rules of this crate's edition, it borrows whatever the arguments borrow.
    let ty = located::verbatim(quote!((#value_ty, impl ::core::ops::FnOnce(#(#seed_ty),*) -> #cotangents_ty)));
    let result = cx.signature.given_type(ty);
    let (head, name) = (companion::head(cx, target.companion.row()), companion::name(cx, &target.companion.ending()));
    let (generics, where_clause) = (&cx.signature.generics, cx.signature.bounds(target.companion));
    let span = cx.signature.ident.span();
    let [params, inside] =
        [quote!(#(#params),*), quote!(#before #first #given)].map(|tokens| located::at(span, tokens));
    located::unwrapped(quote!(#head fn #name<#generics>(#params) -> #result #where_clause { #inside }))
}

/// Whether the function leaves a part of its result behind a `&mut`.
pub(crate) fn is_written_to(signature: &Signature) -> bool {
    let is_written = |param: &Declared| match &param.form {
        DeclaredForm::Scalars { shape, .. } => has_mut(shape),
        DeclaredForm::Opaque { ty: tokens, .. } => mentions_mut(tokens),
        DeclaredForm::Receiver(tokens) => mentions_mut(tokens) && tokens.to_string().contains('&'),
    };
    let differentiable = |param: &&Declared| param.role == ParamRole::Differentiable;
    signature.params.iter().filter(differentiable).any(is_written)
}
