//! `#[grad] trait Model { .. }`: the companions are members of the trait.
//!
//! Those of a provided method have bodies, as it has one. Those of a required method are
//! declared, as far as they are transforms of it: an `impl` fills them. What is written
//! around them is provided.

use super::members::{self, Apart, Method};
use crate::errors::{Errors, Message};
use crate::lower::Function;
use crate::lower::state::cx::error_at;
use crate::lower::state::neighbours::Neighbours;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{ItemFn, ItemTrait, TraitItem, TraitItemFn, Visibility};

/// A trait whose methods are differentiated.
pub(crate) struct Trait {
    item: ItemTrait,
}

/// Parses the item, if it is a trait.
pub(crate) fn parse(item: TokenStream) -> Option<Trait> {
    syn::parse2(item).ok().map(|item| Trait { item })
}

impl Trait {
    /// The methods, as functions, in order. What has no body has an empty one here.
    pub(crate) fn methods(&self) -> Vec<Method> {
        let methods = self.item.items.iter().filter_map(|item| match item {
            TraitItem::Fn(method) => Some(Method { is_declared: method.default.is_none(), ..as_method(method) }),
            _ => None,
        });
        methods.collect()
    }

    /// What the methods see of each other.
    pub(crate) fn neighbours(&self, methods: &[Method]) -> Neighbours {
        members::neighbours(None, &self.item.generics, methods).of_members()
    }

    /// The trait as the user wrote it, without the attributes that only this macro knows,
    /// and with these members.
    pub(crate) fn with(&self, companions: &TokenStream) -> TokenStream {
        let mut user = self.item.clone();
        for item in &mut user.items {
            if let TraitItem::Fn(method) = item {
                *method = cleaned(method);
            }
        }
        user.items.push(TraitItem::Verbatim(companions.clone()));
        quote!(#[allow(dead_code)] #user)
    }

    /// What stands beside the companions of methods with a constant receiver.
    pub(crate) fn apart(&self, apart: &Apart) -> TokenStream {
        let (Apart { types, name, companions, .. }, of) = (apart, &self.item.ident);
        if companions.is_empty() {
            return TokenStream::new();
        }
        quote! {
            #types
            #[allow(missing_docs, private_bounds, clippy::all, clippy::pedantic)]
            impl<'__receiver, __Own: #of + ?::core::marker::Sized, __Kind> #name<'__receiver, __Own, __Kind> { #companions }
        }
    }

    /// What it is called, if that is all of it: without parameters.
    pub(crate) fn name(&self) -> Option<&Ident> {
        self.item.generics.params.is_empty().then_some(&self.item.ident)
    }

    /// Reports what is wrong with all of it.
    pub(crate) fn refuse(&self, errors: &Errors, message: Message) {
        errors.report(error_at(&self.item.ident, message));
    }
}

fn as_function(method: &TraitItemFn) -> Function {
    let TraitItemFn { attrs, modifiers, sig, default, .. } = method.clone();
    let block = Box::new(default.unwrap_or_else(|| syn::parse_quote!({})));
    ItemFn { attrs, vis: Visibility::Inherited, modifiers, sig, block }
}

fn as_method(method: &TraitItemFn) -> Method {
    members::method(as_function(method))
}

fn cleaned(method: &TraitItemFn) -> TraitItemFn {
    let mut function = as_function(method);
    function.attrs.retain(|attr| !members::is_ours(attr));
    let ItemFn { attrs, modifiers, sig, block, .. } = super::attribute::without_constant(&function);
    let default = method.default.is_some().then_some(*block);
    TraitItemFn { attrs, modifiers, sig, default, semi_token: method.semi_token }
}
