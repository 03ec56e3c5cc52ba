//! `impl<F: Float> Law<F> for Spring`: parameters of the block that its type does not have.
//!
//! The companions stand in an `impl Spring`, where rustc does not know what such a parameter is
//! (E0207). There it is one of the method.
//!
//! ```text
//! impl<F: Float> Law<F> for Spring {      impl Spring {
//!     fn at(&self, r: F) -> F { .. }          fn at_jvp<F: Float>(&self, r: F, ..) -> (F, F) { .. }
//! }                                       }
//! ```

use super::members::Method;
use crate::lower::Function;
use crate::lower::tokens::text::mentions;
use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::{GenericParam, Generics, Type, WherePredicate};

/// The parameters of a block that its companions leave there, and those that they take along.
pub(super) fn split(generics: &Generics, self_ty: &Type) -> (Generics, Generics) {
    let mut kept = self_ty.to_token_stream();
    // What the bounds of a parameter name that stays may be known by it.
    for _ in &generics.params {
        let stays =
            generics.params.iter().filter(|param| name(param).is_none_or(|name| mentions(&kept, &name.to_string())));
        let bounds =
            stays.map(ToTokens::to_token_stream).chain(predicates(generics).filter_map(|predicate| match predicate {
                WherePredicate::Type(of) if is_of(&kept, generics, &of.bounded_ty) => Some(of.to_token_stream()),
                _ => None,
            }));
        kept = std::iter::once(kept.clone()).chain(bounds.collect::<Vec<_>>()).collect();
    }
    let is_kept = |param: &&GenericParam| name(param).is_none_or(|name| mentions(&kept, &name.to_string()));
    let (stay, go): (Vec<_>, Vec<_>) = generics.params.iter().partition(is_kept);
    let goes = |predicate: &&WherePredicate| {
        let tokens = predicate.to_token_stream();
        go.iter().filter_map(|param| name(param)).any(|name| mentions(&tokens, &name.to_string()))
    };
    let (with_it, without): (Vec<_>, Vec<_>) = predicates(generics).partition(goes);
    let part = |params: Vec<&GenericParam>, predicates: Vec<&WherePredicate>| {
        let mut part = Generics { params: params.into_iter().cloned().collect(), ..Generics::default() };
        if !predicates.is_empty() {
            part.make_where_clause().predicates.extend(predicates.into_iter().cloned());
        }
        part
    };
    (part(stay, without), part(go, with_it))
}

/// The methods of a block, each with the parameters of the block that it names.
pub(super) fn taken_along(generics: &Generics, self_ty: &Type, methods: Vec<Method>) -> Vec<Method> {
    let (stay, go) = split(generics, self_ty);
    if go.params.is_empty() {
        return methods;
    }
    let one = |mut method: Method| {
        take_along(&go, &mut method.function);
        Method { around: stay.clone(), ..method }
    };
    methods.into_iter().map(one).collect()
}

fn take_along(go: &Generics, function: &mut Function) {
    let sig = function.sig.to_token_stream();
    let params = go.params.iter().filter(|param| name(param).is_some_and(|name| mentions(&sig, &name.to_string())));
    let params: Vec<_> = params.cloned().collect();
    if params.is_empty() {
        return;
    }
    let own = &mut function.sig.generics;
    own.lt_token.get_or_insert_default();
    own.gt_token.get_or_insert_default();
    own.params.extend(params);
    if let Some(clause) = &go.where_clause {
        own.make_where_clause().predicates.extend(clause.predicates.iter().cloned());
    }
}

fn predicates(generics: &Generics) -> impl Iterator<Item = &WherePredicate> {
    generics.where_clause.iter().flat_map(|clause| &clause.predicates)
}

/// Whether a type names a parameter that stays.
fn is_of(kept: &TokenStream, generics: &Generics, ty: &Type) -> bool {
    let ty = ty.to_token_stream();
    generics
        .params
        .iter()
        .filter_map(name)
        .any(|name| mentions(kept, &name.to_string()) && mentions(&ty, &name.to_string()))
}

/// What a type or a constant is called.
fn name(param: &GenericParam) -> Option<&Ident> {
    match param {
        GenericParam::Type(param) => Some(&param.ident),
        GenericParam::Const(param) => Some(&param.ident),
        GenericParam::Lifetime(_) => None,
    }
}
