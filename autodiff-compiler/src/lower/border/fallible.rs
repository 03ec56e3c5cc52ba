//! A result that is there or not: `Option<T>`, `Result<T, E>`. The function is differentiated as
//! one that gives the `T`; what it gives instead is an exit, as a panic is, out of each companion
//! as out of the function ([ADR 48](../../../../docs/adr/0048-an-error-is-an-exit.md)).

use super::signature::Signature;
use super::{types, unseen};
use crate::ir::{Kind, Shape};
use crate::lower::state::cx::Cx;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{PathArguments, ReturnType, Type};

/// Such a result.
#[derive(Clone, Debug)]
pub(crate) struct Fallible {
    /// The variant that has the value.
    pub(crate) there: TokenStream,
    /// The type of the value.
    pub(crate) value: TokenStream,
    /// The type up to its parameters, and those behind the value.
    path: TokenStream,
    others: Vec<TokenStream>,
}

impl Fallible {
    /// The same type around something else.
    pub(crate) fn around(&self, ty: &TokenStream) -> TokenStream {
        let Fallible { path, others, .. } = self;
        quote!(#path<#ty #(, #others)*>)
    }

    /// Something, as it is given.
    pub(crate) fn given(&self, krate: &TokenStream, value: &TokenStream) -> TokenStream {
        let there = &self.there;
        quote!(#krate::__private::#there(#value))
    }

    /// Whether it is an `Option`.
    pub(crate) fn is_option(&self) -> bool {
        self.there.to_string() == "Some"
    }
}

impl Signature {
    /// What a companion gives: `ty`, or a result like the function's own around it.
    pub(crate) fn given_type(&self, ty: TokenStream) -> TokenStream {
        match &self.fallible {
            Some(of) => of.around(&ty),
            None => ty,
        }
    }

    /// The same of a value.
    pub(crate) fn given(&self, value: TokenStream) -> TokenStream {
        match &self.fallible {
            Some(of) if value.is_empty() => of.given(&self.krate, &quote!(())),
            Some(of) => of.given(&self.krate, &value),
            None => value,
        }
    }

    /// What another companion gives, of which the call stands in one.
    pub(crate) fn asked(&self, call: TokenStream) -> TokenStream {
        if self.fallible.is_some() { quote!(#call?) } else { call }
    }
}

/// It, if the function gives one. That the type is std's, generated code says by the variant.
pub(super) fn of(output: &ReturnType) -> Option<Fallible> {
    let ReturnType::Type(_, ty) = output else { return None };
    let (variant, value) = unseen::payload(ty)?;
    if unseen::is_reference(value) {
        return None;
    }
    let Type::Path(path) = &**ty else { return None };
    let mut path = path.clone();
    let last = path.path.segments.last_mut()?;
    let PathArguments::AngleBracketed(arguments) = std::mem::take(&mut last.arguments) else { return None };
    let others = arguments.args.iter().skip(1).map(ToTokens::to_token_stream).collect();
    let there = if variant == "Some" { quote!(Some) } else { quote!(Ok) };
    Some(Fallible { there, value: value.to_token_stream(), path: path.into_token_stream(), others })
}

/// The result as it is written, an `Option` or a `Result` as data.
pub(super) fn declared(cx: &mut Cx<'_>, sig: &syn::Signature) -> Option<Shape<Kind>> {
    let ReturnType::Type(_, ty) = &sig.output else { return Some(Shape::unit()) };
    let shape = types::shape_with_data(cx, ty)?;
    Some(shape.map(&mut |kind| cx.kinds.resolve(*kind)))
}
