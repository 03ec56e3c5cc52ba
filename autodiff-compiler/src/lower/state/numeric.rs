//! What is concluded from the names of functions and methods of a type parameter, and the claims that prove it.

use super::claim::{item, krate};
use super::cx::Cx;
use super::float_parameter::Says;
use super::kinds::Known;
use crate::ir::Kind;
use proc_macro2::Span;
use quote::quote_spanned;
use syn::spanned::Spanned;

/// Claims that `zero`, `one`, `from` or `to_f64` of a type parameter is that of `num_traits`: which
/// of them, the proof says.
pub(crate) fn numeric(cx: &mut Cx<'_>, span: Span, (kind, proof): (Kind, &str)) {
    let (krate, ty) = (krate(span), syn::Ident::new(kind.type_name(), span));
    let proof = syn::Ident::new(proof, span.resolved_at(Span::mixed_site()));
    // What a bound of `nalgebra`'s implies is claimed of the bound.
    if cx.floats.iter().all(|float| float.ident != ty || float.says != Says::Field) {
        item(cx, quote_spanned!(span=> let _ = #krate::__private::#proof::<#ty>;));
    }
}

/// Claims that `T::default` is that of std: of two by that name, rustc does not choose.
pub(crate) fn default(cx: &mut Cx<'_>, path: &syn::ExprPath, kind: Kind) {
    let ty = syn::Ident::new(kind.type_name(), path.span());
    item(cx, quote_spanned!(path.span()=> let _: fn() -> #ty = #path;));
}

/// Claims that the methods of a parameter are those of std's floats, where its bounds say only
/// which operators it has, and one of them is called.
pub(crate) fn methods(cx: &mut Cx<'_>, span: Span, (of, method): (Known, &str)) {
    let is_meant = |ident: &syn::Ident| match of {
        Known::Exactly(kind) => *ident == kind.type_name(),
        _ => true,
    };
    let is_of_signed =
        |bounds: &[String]| matches!(method, "abs" | "signum") && bounds.iter().any(|bound| bound.ends_with("Signed"));
    let meant: Vec<_> = cx.floats.iter().filter(|float| says_no_method(float.says) && is_meant(&float.ident)).collect();
    let claims: Vec<_> = meant
        .into_iter()
        .map(|float| {
            let proof = if is_of_signed(&float.bounds) { "of_signed" } else { "bounded" };
            let (krate, ty) = (krate(span), syn::Ident::new(&float.ident.to_string(), span));
            let proof = syn::Ident::new(proof, span.resolved_at(Span::mixed_site()));
            quote_spanned!(span=> let _ = #krate::__private::#proof::<#ty>;)
        })
        .collect();
    claims.into_iter().for_each(|claim| item(cx, claim));
}

fn says_no_method(says: Says) -> bool {
    matches!(says, Says::Operators | Says::Nothing)
}

/// Claims the same of `from_f64` and `from_f32`.
pub(crate) fn of_primitives(cx: &mut Cx<'_>, span: Span, kind: Kind) {
    let (krate, ty) = (krate(span), syn::Ident::new(kind.type_name(), span));
    item(cx, quote_spanned!(span=> let _ = #krate::__private::of_primitives::<#ty>;));
}
