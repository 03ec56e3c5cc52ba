//! `#[grad] impl From<Polar> for Vec3 { .. }`: the method of a conversion, as a free function.
//!
//! A type has several, and their companions would all be its `from_jvp`. They are those of a
//! function in a block of its own, as those of an operator are:
//!
//! ```text
//! impl From<Polar> for Vec3 {                fn convert_from(p: Polar) -> Vec3 {
//!     fn from(p: Polar) -> Self { .. }           ..
//! }                                          }
//! ```

use super::impls::Impl;
use super::members::Method;
use super::operators::{right_side, without_arguments};
use super::signature::mentions;
use super::written::WrittenOut;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::visit_mut::{self, VisitMut};
use syn::{FnArg, ItemFn, Lifetime, Type, TypeReference};

/// The `impl` of a conversion.
pub(crate) struct Conversion {
    /// As the user calls the trait, without its argument.
    pub(crate) path: TokenStream,
    /// Where the name of the trait stands.
    pub(crate) span: Span,
    /// What is given, and what is made of it.
    pub(crate) given: TokenStream,
    /// That of the references in what is given.
    pub(crate) lifetime: TokenStream,
    pub(crate) made: TokenStream,
    /// `<'a, T: Real>`
    pub(crate) generics: TokenStream,
    /// The method, with its own `#[grad]`.
    pub(crate) method: Method,
}

/// The conversion, if the `impl` is that of one.
pub(crate) fn conversion(of: &Impl) -> Option<Conversion> {
    let path = of.trait_path()?;
    let last = path.segments.last()?;
    let mut methods = of.methods();
    let at = methods.iter().position(|given| last.ident == "From" && given.function.sig.ident == "from")?;
    let mut method = methods.swap_remove(at);
    let item = of.item();
    let whole = (*item.self_ty).clone();
    let written = WrittenOut { whole: &whole, types: of.types(), receiver: Ident::new("self_", Span::call_site()) };
    let mut given = written.ty(right_side(path)?);
    // What may be changed is that of a function like any other.
    if matches!(&given, Type::Reference(reference) if reference.mutability.is_some()) {
        return None;
    }
    let (lifetime, declared) = named_lifetime(&mut given, &item.generics);
    free(&written, item, &mut method.function)?;
    method.around = syn::Generics::default();
    let params = &item.generics.params;
    Some(Conversion {
        path: without_arguments(path),
        span: last.ident.span(),
        given: given.to_token_stream(),
        made: whole.to_token_stream(),
        lifetime,
        generics: quote!(#declared #params),
        method,
    })
}

/// The method outside of the block.
fn free(written: &WrittenOut<'_>, item: &syn::ItemImpl, function: &mut ItemFn) -> Option<()> {
    let FnArg::Typed(_) = function.sig.inputs.first()? else { return None };
    function.vis = syn::Visibility::Inherited;
    written.function(function);
    function.sig.ident = Ident::new(&format!("convert_{}", function.sig.ident), function.sig.ident.span());
    let own = std::mem::take(&mut function.sig.generics.params);
    let mut generics = item.generics.clone();
    generics.params.extend(own);
    function.sig.generics = generics;
    Some(())
}

/// Names what a reference has no lifetime for: it stands in the `impl` several times.
fn named_lifetime(given: &mut Type, generics: &syn::Generics) -> (TokenStream, Option<TokenStream>) {
    let mut name = "from".to_owned();
    while mentions(&generics.to_token_stream(), &name) {
        name.push('_');
    }
    let mut named =
        Named { lifetime: Lifetime::new(&format!("'{name}"), Span::call_site()), own: None, is_used: false };
    named.visit_type_mut(given);
    let lifetime = &named.lifetime;
    let declared = named.is_used.then(|| quote!(#lifetime,));
    let first = named.own.as_ref().filter(|_| !named.is_used).unwrap_or(lifetime);
    (first.to_token_stream(), declared)
}

struct Named {
    lifetime: Lifetime,
    /// One that has a name.
    own: Option<Lifetime>,
    is_used: bool,
}

impl VisitMut for Named {
    fn visit_type_reference_mut(&mut self, reference: &mut TypeReference) {
        if reference.lifetime.is_none() {
            reference.lifetime = Some(self.lifetime.clone());
            self.is_used = true;
        }
        visit_mut::visit_type_reference_mut(self, reference);
    }

    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        if lifetime.ident == "_" {
            *lifetime = self.lifetime.clone();
            self.is_used = true;
        } else if *lifetime != self.lifetime {
            self.own.get_or_insert_with(|| lifetime.clone());
        }
    }
}
