//! Types without a name, `x: impl Real`, `m: &impl Model`: a companion writes the type of a parameter several
//! times, so there it is a type parameter.
//!
//! ```text
//! fn f(x: impl Real, m: &impl Model)       fn f_jvp<ImplReal: Real, ImplModel: Model>(x: ImplReal, m: &ImplModel, ..)
//! fn f(x: impl Real) -> impl Real          fn f_jvp<ImplReal: Real>(x: ImplReal, ..) -> (ImplReal, ImplReal)
//! ```
//!
//! What a result is that says `impl Real` is a guess: the one float that is a type parameter. The body is what
//! the companion returns then, so rustc holds it against the guess.

use super::functions::is_relaxed;
use super::{generics, lifetimes, passed};
use proc_macro2::Ident;
use quote::{ToTokens, format_ident};
use syn::visit_mut::{self, VisitMut};
use syn::{FnArg, ItemFn, ReturnType, Type, TypeImplTrait, TypeParamBound, parse_quote};

/// The function with a name for each type of its signature that has none.
///
/// Functions have names by another way, and what is taken as another type needs none.
pub(super) fn named(function: &ItemFn) -> ItemFn {
    let mut named = function.clone();
    let mut names = Names { of: function, found: Vec::new() };
    for input in &mut named.sig.inputs {
        if let FnArg::Typed(param) = input
            && !param.attrs.iter().any(|attr| attr.path().is_ident("constant"))
        {
            names.visit_type_mut(&mut param.ty);
        }
    }
    lifetimes::named(&mut named.sig);
    for (name, ty) in names.found {
        // What has a derivative has a size: its zero is a value.
        let bounds = ty.bounds.iter().filter(|bound| !is_relaxed(bound));
        let bounds: syn::punctuated::Punctuated<_, syn::Token![+]> = bounds.collect();
        named.sig.generics.params.push(parse_quote!(#name: #bounds));
    }
    let floats = generics::floats(&[&named.sig.generics]);
    if let ([float], ReturnType::Type(_, ty)) = (&floats[..], &mut named.sig.output) {
        Result(&float.ident).visit_type_mut(ty);
    }
    named
}

struct Names<'f> {
    of: &'f ItemFn,
    found: Vec<(Ident, TypeImplTrait)>,
}

impl VisitMut for Names<'_> {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        // `&(impl Model + ?Sized)`
        if let Type::Paren(inside) = ty {
            *ty = (*inside.elem).clone();
        }
        visit_mut::visit_type_mut(self, ty);
        let Type::ImplTrait(of) = ty else { return };
        if passed::is_taken_otherwise(of) || of.bounds.iter().any(super::unseen::is_call) {
            return;
        }
        let name = self.unused(of);
        let of = of.clone();
        *ty = parse_quote!(#name);
        self.found.push((name, of));
    }

    /// What a function takes and gives is no parameter's type.
    fn visit_parenthesized_generic_arguments_mut(&mut self, _: &mut syn::ParenthesizedGenericArguments) {}
}

impl Names<'_> {
    /// `ImplReal`, which nothing else in the function is called.
    fn unused(&self, of: &TypeImplTrait) -> Ident {
        let bound = of.bounds.iter().find_map(|bound| match bound {
            TypeParamBound::Trait(bound) => bound.path.segments.last().map(|last| &last.ident),
            _ => None,
        });
        let span = bound.map_or_else(proc_macro2::Span::call_site, Ident::span);
        let first = bound.map_or_else(|| "Impl".to_owned(), |bound| format!("Impl{bound}"));
        let is_used = |name: &str| {
            self.found.iter().any(|(known, _)| known == name)
                || super::signature::mentions(&self.of.to_token_stream(), name)
        };
        let names = (1..).map(|n: usize| if n == 1 { first.clone() } else { format!("{first}{n}") });
        let name = names.into_iter().find(|name| !is_used(name)).unwrap_or(first);
        format_ident!("{name}", span = span)
    }
}

/// `impl Real` in a result is the float of this name.
struct Result<'n>(&'n Ident);

impl VisitMut for Result<'_> {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        visit_mut::visit_type_mut(self, ty);
        if let Type::ImplTrait(of) = ty
            && generics::is_of_float(of)
        {
            let name = self.0;
            *ty = parse_quote!(#name);
        }
    }
}
