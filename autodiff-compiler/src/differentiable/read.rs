//! From the tokens of an item to what its derivative is made of.

use super::{Field, Role, Type, Variant};
use crate::errors::{Errors, Message};
use crate::lower::state::cx::{error_at, origin};
use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, Generics, Ident, Meta};

/// Reads a struct or an enum. What is wrong with a field is reported, and the field is
/// taken as a constant, so that there is an `impl` and no other errors follow.
///
/// What is no item at all is left to rustc, which is given it too.
pub(super) fn item(errors: &Errors, item: TokenStream) -> Option<Type> {
    match syn::parse2::<syn::Item>(item).ok()? {
        syn::Item::Struct(item) => {
            let variants = vec![variant(errors, quote!(Self), item.ident.to_string(), &item.fields)];
            Some(ty(errors, &item.attrs, item.ident, item.generics, variants))
        }
        syn::Item::Enum(item) => {
            let variants = item.variants.iter().map(|v| {
                nothing_constant(errors, &v.attrs);
                nothing_about_the_type(errors, &v.attrs);
                let ident = &v.ident;
                variant(errors, quote!(Self::#ident), format!("{}::{ident}", item.ident), &v.fields)
            });
            let variants = variants.collect();
            Some(ty(errors, &item.attrs, item.ident, item.generics, variants))
        }
        syn::Item::Union(item) => {
            errors.report(Message::DerivativeOfUnion.at(item.union_token.span));
            None
        }
        _ => None,
    }
}

fn ty(errors: &Errors, attrs: &[Attribute], ident: Ident, generics: Generics, variants: Vec<Variant>) -> Type {
    nothing_constant(errors, attrs);
    Type { ident, generics, krate: krate(errors, attrs), variants }
}

fn variant(errors: &Errors, path: TokenStream, name: String, fields: &syn::Fields) -> Variant {
    let fields = fields.iter().zip(fields.members());
    Variant { path, name, fields: fields.map(|(f, member)| field(errors, f, member)).collect() }
}

fn field(errors: &Errors, field: &syn::Field, member: syn::Member) -> Field {
    let constant = field.attrs.iter().find(|attr| is_constant(attr));
    if let Some(attr) = constant.filter(|attr| !matches!(attr.meta, Meta::Path(_))) {
        errors.report(error_at(attr, Message::ConstantMisplaced));
    }
    nothing_about_the_type(errors, &field.attrs);
    let reference = reference(&field.ty).filter(|_| constant.is_none());
    if let Some(reference) = &reference {
        let ty = origin(reference).and_then(|origin| origin.text.clone()).unwrap_or_default();
        errors.report(error_at(reference, Message::ReferenceField { ty }));
    }
    let is_constant = constant.is_some() || reference.is_some();
    let role = if is_constant { Role::Constant } else { Role::Differentiable };
    Field { member, ty: field.ty.clone(), role }
}

/// `#[constant]`.
fn is_constant(attr: &Attribute) -> bool {
    attr.path().is_ident("constant")
}

/// `#[constant]` is about a field.
fn nothing_constant(errors: &Errors, attrs: &[Attribute]) {
    for attr in attrs.iter().filter(|attr| is_constant(attr)) {
        errors.report(error_at(attr, Message::ConstantMisplaced));
    }
}

/// `#[differentiable(..)]`.
fn is_about_the_type(attr: &Attribute) -> bool {
    attr.path().is_ident("differentiable")
}

fn nothing_about_the_type(errors: &Errors, attrs: &[Attribute]) {
    for attr in attrs.iter().filter(|attr| is_about_the_type(attr)) {
        errors.report(error_at(attr, Message::MalformedDifferentiable));
    }
}

/// The first reference in the type that a value of it holds, but for text, which has
/// no derivative.
fn reference(ty: &syn::Type) -> Option<syn::TypeReference> {
    struct Search(Option<syn::TypeReference>);

    impl VisitMut for Search {
        fn visit_type_reference_mut(&mut self, reference: &mut syn::TypeReference) {
            let is_text = matches!(&*reference.elem, syn::Type::Path(path) if path.path.is_ident("str"));
            if !is_text {
                self.0.get_or_insert_with(|| reference.clone());
            }
        }

        fn visit_type_path_mut(&mut self, path: &mut syn::TypePath) {
            if !is_phantom(&path.path) {
                visit_mut::visit_type_path_mut(self, path);
            }
        }

        /// It holds none of what it takes. That a function has no derivative is said by
        /// its trait.
        fn visit_type_fn_ptr_mut(&mut self, _: &mut syn::TypeFnPtr) {}
    }

    let mut search = Search(None);
    search.visit_type_mut(&mut ty.clone());
    search.0
}

/// `PhantomData`, which holds nothing. If it is another type by that name, it lacks a
/// bound, or is refused by its trait.
pub(super) fn is_phantom(path: &syn::Path) -> bool {
    path.segments.last().is_some_and(|segment| segment.ident == "PhantomData")
}

/// Where the library is: `#[differentiable(crate = path)]`.
fn krate(errors: &Errors, attrs: &[Attribute]) -> TokenStream {
    let mut found = None;
    for attr in attrs.iter().filter(|attr| is_about_the_type(attr)) {
        let path = path(attr).filter(|_| found.is_none());
        if path.is_none() {
            errors.report(error_at(attr, Message::MalformedDifferentiable));
        }
        found = found.or(path);
    }
    found.unwrap_or_else(|| quote!(::autodiff))
}

fn path(attr: &Attribute) -> Option<TokenStream> {
    let Meta::List(list) = &attr.meta else { return None };
    let mut tokens = list.tokens.clone().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Ident(name)), Some(TokenTree::Punct(eq))) if name == "crate" && eq.as_char() == '=' => {
            let path: TokenStream = tokens.collect();
            syn::parse2::<syn::Path>(path.clone()).ok().map(|_| path)
        }
        _ => None,
    }
}
