//! `#[derive(Differentiable)]`: the derivative of a struct or an enum, field by field.
//!
//! ```text
//! item ──read──▶ Type ──bounds──▶ the `where` clause
//!                  └─────methods──▶ the `impl`
//! ```
//!
//! The only place outside of lowering that knows `syn`: an item is no function, and has
//! no IR.

mod bounds;
mod methods;
mod read;

use crate::emit;
use crate::errors::Errors;
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};

/// A struct or an enum, as far as its derivative is concerned.
struct Type {
    ident: proc_macro2::Ident,
    generics: syn::Generics,
    /// Where the library is found.
    krate: TokenStream,
    /// Its variants, of which a struct is one.
    variants: Vec<Variant>,
}

/// One way in which a value is made of fields.
struct Variant {
    /// `Self`, or `Self::Circle`: takes braces whatever its fields look like.
    path: TokenStream,
    /// What a person calls it.
    name: String,
    fields: Vec<Field>,
}

struct Field {
    member: syn::Member,
    ty: syn::Type,
    role: Role,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Differentiable,
    /// Under `#[constant]`: cloned into a shadow, and left alone there.
    Constant,
}

impl Field {
    /// Where an error about the field is shown; a name there is one of the derive.
    fn span(&self) -> Span {
        let first = self.ty.to_token_stream().into_iter().next();
        let shown = first.map_or_else(Span::call_site, |token| token.span());
        Span::mixed_site().located_at(shown)
    }
}

/// The `impl` of `Differentiable` for the struct or enum, or what is wrong with it.
#[allow(clippy::needless_pass_by_value, reason = "the signature of a derive macro")]
pub fn differentiable(item: TokenStream) -> TokenStream {
    let errors = Errors::default();
    let implementation = read::item(&errors, item).map(|ty| implementation(&ty));
    let errors = emit::compile_errors(errors.into_list());
    quote!(#implementation #errors)
}

fn implementation(ty: &Type) -> TokenStream {
    let Type { ident, generics, krate, .. } = ty;
    let (params, arguments, written) = generics.split_for_impl();
    let (bounds, methods, constants) = (bounds::clause(ty), methods::all(ty), constants(ty));
    let no_leaves = no_leaves(ty);
    quote! {
        #constants
        #[automatically_derived]
        impl #params #krate::Differentiable for #ident #arguments #bounds {
            #methods
        }
        #[automatically_derived]
        impl #params #krate::__private::Listed for #ident #arguments #written {}
        #no_leaves
    }
}

/// That it has no leaves, if its fields have none: of a type that is not known, rustc knows. A
/// bound of a field's type alone would be an error at the derive where it does not hold, so it
/// names a lifetime, too.
fn no_leaves(ty: &Type) -> TokenStream {
    let Type { ident, generics, krate, .. } = ty;
    let fields = ty.variants.iter().flat_map(|variant| &variant.fields);
    let fields: Vec<_> = fields.filter(|field| field.role == Role::Differentiable).map(|field| &field.ty).collect();
    if fields.iter().any(|ty| bounds::mentions_float(ty)) || generics.type_params().next().is_some() {
        return TokenStream::new();
    }
    let (_, arguments, clause) = generics.split_for_impl();
    let own = &generics.params;
    let comma = (!own.is_empty() && !own.trailing_punct()).then(|| quote!(,));
    let written = clause.iter().flat_map(|clause| &clause.predicates);
    let receiver = quote!(#krate::__private::receiver);
    quote! {
        #[automatically_derived]
        impl<'no_leaves, #own #comma> #receiver::NoLeaves for #ident #arguments
        where #(#written,)* #(#receiver::Field<'no_leaves, #fields>: #receiver::NoLeaves),* {}
    }
}

/// What an `Index` under `#[grad]` asks of the fields that it reads: in a cotangent they are what
/// they are in the value. And what a caller asks that gives such a field to a function.
fn constants(ty: &Type) -> TokenStream {
    let (params, arguments, clause) = ty.generics.split_for_impl();
    let [Variant { path, fields, .. }] = &ty.variants[..] else { return TokenStream::new() };
    let fields = fields.iter().filter(|field| field.role == Role::Constant && path.to_string() == "Self");
    let members: Vec<_> = fields.map(|field| &field.member).collect();
    let names: Vec<_> = members.iter().map(|member| crate::lower::constant_field(member)).collect();
    let asked: Vec<_> = members.iter().map(|member| emit::asks_field(&crate::lower::member_name(member))).collect();
    let kept = {
        let krate = &ty.krate;
        quote!(#krate::__private::callee::constants::Kept)
    };
    if names.is_empty() {
        return TokenStream::new();
    }
    let ident = &ty.ident;
    quote! {
        #[doc(hidden)]
        #[allow(non_upper_case_globals, dead_code, missing_docs, single_use_lifetimes, clippy::all, clippy::pedantic)]
        impl #params #ident #arguments #clause {
            #(pub const #names: () = ();)*
            #(#[inline] pub fn #asked(&self) -> #kept { #kept })*
        }
    }
}
