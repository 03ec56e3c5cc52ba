//! Type parameters that are floats.
//!
//! `T: num_traits::Float` and `T: autodiff::Real` have the operators and methods of std's
//! floats, so a value of such a type is a float. A bound is known by its name, which is no
//! proof: each companion claims that the bounds of `T` imply the one that is meant
//! ([`claims`]). What else a derivative needs, literals and shadows and `+=`, the companions
//! ask for by a bound of their own ([`where_clause`]). A `T: RealField` of `nalgebra` is one as well;
//! its companions ask for what those of vectors ask for.

use crate::lower::state::float_parameter::FloatParameter;
use crate::lower::tokens::text::text;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{GenericParam, Generics, TypeParamBound, WherePredicate};

/// The type parameters that are floats: those of the function, and those around it.
pub(crate) fn floats(generics: &[&Generics]) -> Vec<FloatParameter> {
    let params = generics.iter().flat_map(|of| &of.params).filter_map(|param| match param {
        GenericParam::Type(param) => Some(&param.ident),
        _ => None,
    });
    params.filter_map(|ident| float(ident, generics)).collect()
}

fn float(ident: &Ident, generics: &[&Generics]) -> Option<FloatParameter> {
    let own = generics.iter().flat_map(|of| &of.params).filter_map(|param| match param {
        GenericParam::Type(param) if param.ident == *ident => Some(&param.bounds),
        _ => None,
    });
    let clauses = generics.iter().filter_map(|of| of.where_clause.as_ref()).flat_map(|clause| &clause.predicates);
    let elsewhere = clauses.filter_map(|predicate| match predicate {
        WherePredicate::Type(of) if *ident == of.bounded_ty.to_token_stream().to_string() => Some(&of.bounds),
        _ => None,
    });
    let traits: Vec<&syn::Path> = own
        .chain(elsewhere)
        .flatten()
        .filter_map(|bound| match bound {
            TypeParamBound::Trait(of) => Some(&of.path),
            _ => None,
        })
        .collect();
    let named = |path: &syn::Path, names: &[&str]| {
        path.segments.last().is_some_and(|last| names.iter().any(|name| last.ident == name))
    };
    let is_of_field = traits.iter().any(|path| named(path, &["RealField"]));
    let names_float = |path: &&syn::Path| named(path, &["Float", "Real", "RealField"]);
    // Of another trait a function by the name of a float's is the user's own.
    let mut bounds: Vec<_> = traits.into_iter().filter(names_float).map(|path| text(path.to_token_stream())).collect();
    let fields: Vec<_> = bounds.iter().map(|bound| bound.replace("RealField", "ComplexField")).collect();
    bounds.extend(fields.into_iter().filter(|_| is_of_field));
    (!bounds.is_empty()).then(|| FloatParameter { ident: ident.clone(), bounds, is_of_field })
}

/// Of which types the bounds of a function are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bounded {
    /// Of parameters alone.
    Parameters,
    /// Of types with parameters in them, `Fit<M>: Differentiable`: then an `M` may have a derivative
    /// of which rustc does not know.
    Wholes,
}

/// Of which types the bounds of these parameters are.
pub(super) fn bounded(generics: &[&Generics]) -> Bounded {
    if generics.iter().any(|generics| bounds_wholes(generics)) { Bounded::Wholes } else { Bounded::Parameters }
}

/// Whether a bound is one of a type that has parameters in it.
fn bounds_wholes(generics: &Generics) -> bool {
    let clauses = generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    let is_param = |ty: &syn::Type| generics.type_params().any(|param| param.ident == ty.to_token_stream().to_string());
    clauses.into_iter().any(|predicate| matches!(predicate, WherePredicate::Type(of) if !is_param(&of.bounded_ty)))
}

/// The bounds of the function, and that its floats are floats of std.
pub(crate) fn where_clause(krate: &TokenStream, generics: &Generics, floats: &[FloatParameter]) -> TokenStream {
    if floats.is_empty() {
        return generics.where_clause.to_token_stream();
    }
    let own = generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    let added = floats.iter().map(|FloatParameter { ident, is_of_field, .. }| {
        let scalar =
            Ident::new(if *is_of_field { "Field" } else { "Scalar" }, ident.span().resolved_at(Span::mixed_site()));
        quote!(#ident: #krate::__private::#scalar)
    });
    quote!(where #(#own,)* #(#added),*)
}

/// What is concluded from the names of the bounds, for rustc to check.
pub(crate) fn claims(floats: &[FloatParameter]) -> Vec<TokenStream> {
    let claim = |FloatParameter { ident, is_of_field, .. }: &FloatParameter| {
        let span = ident.span();
        let proof = Ident::new(if *is_of_field { "of_field" } else { "bounded" }, span.resolved_at(Span::mixed_site()));
        quote_spanned!(span=> let _ = __autodiff_crate::__private::#proof::<#ident>;)
    };
    floats.iter().map(claim).collect()
}

/// The types and constants that a call gives, in the order of the parameters. The
/// lifetimes are left to inference.
pub(crate) fn arguments(generics: &Generics) -> TokenStream {
    let named = generics.params.iter().filter_map(|param| match param {
        syn::GenericParam::Lifetime(_) => None,
        syn::GenericParam::Type(ty) => Some(&ty.ident),
        syn::GenericParam::Const(constant) => Some(&constant.ident),
    });
    let named: Vec<_> = named.collect();
    if named.is_empty() { TokenStream::new() } else { quote!(::<#(#named),*>) }
}
