//! The companions of methods with a `#[constant] &self`, for callers that have a shadow of what
//! they call them on.
//!
//! Such a caller does not see that the method has none for it. It asks by a method that
//! stands beside, `apply_receiver`, and calls the companions of what that gives (core's
//! `receiver!`): they take the shadow, and leave it alone.
//!
//! ```text
//! impl Apart<'_, Activation, Kind> {
//!     fn apply_jvp<S>(&self, z: f64, _: S, z_dot: f64) -> (f64, f64) where Kind: LeavesAlone<S> {
//!         self.0.apply_jvp(z, z_dot)
//!     }
//! }
//! ```

use super::border::{Border, Role, given_type};
use super::{Context, companion, located};
use crate::ir::ParamRole;
use crate::lower::{Apart, DeclaredForm};
use crate::protocol::{Companion, Row};
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{format_ident, quote};

/// The names of what is asked for and of what is given.
pub(crate) struct Names {
    receiver: Ident,
    apart: Ident,
    /// Who may ask.
    vis: TokenStream,
}

impl Names {
    /// Those in a block that nobody names anything of.
    pub(crate) fn unnamed() -> Names {
        let [receiver, apart] = ["__Receiver", "__Apart"].map(|name| Ident::new(name, Span::mixed_site()));
        Names { receiver, apart, vis: quote!(pub) }
    }

    /// Those beside a trait, whose members name them.
    pub(crate) fn of(of: &Ident) -> Names {
        let [receiver, apart] = ["Receiver", "Apart"].map(|name| format_ident!("{of}{name}"));
        Names { receiver, apart, vis: TokenStream::new() }
    }

    /// Nothing yet.
    pub(crate) fn apart(&self) -> Apart {
        let (types, name) = (types(self), self.apart.clone());
        Apart { types, name, asked: TokenStream::new(), companions: TokenStream::new() }
    }
}

/// The two types, and what makes one of the other.
fn types(names: &Names) -> TokenStream {
    let Names { receiver, apart, .. } = names;
    quote! {
        #[doc(hidden)]
        #[derive(Clone, Copy)]
        #[allow(missing_docs, missing_debug_implementations)]
        pub struct #receiver;
        #[doc(hidden)]
        #[allow(missing_docs, missing_debug_implementations)]
        pub struct #apart<'a, S: ?::core::marker::Sized, Kind>(&'a S, ::core::marker::PhantomData<Kind>);
        #[allow(missing_docs, clippy::all, clippy::pedantic)]
        impl #receiver {
            #[inline]
            pub fn of<'a, S: ?::core::marker::Sized, T: ?::core::marker::Sized, Kind>(
                self,
                receiver: &'a S,
                _: Kind,
                behind: impl ::core::ops::FnOnce(&'a S) -> &'a T,
            ) -> #apart<'a, T, Kind> {
                #apart(behind(receiver), ::core::marker::PhantomData)
            }
        }
    }
}

/// Whether a method has such companions.
pub(crate) fn is_asked(cx: &Context<'_>) -> bool {
    let signature = cx.signature;
    let differentiable = signature.params.iter().any(|param| param.role == ParamRole::Differentiable);
    signature.keeps_self_out() && differentiable && signature.functions.is_empty() && signature.is_complete
}

/// The method by which a caller asks.
pub(crate) fn asked(cx: &Context<'_>, names: &Names) -> TokenStream {
    let Names { receiver, vis, .. } = names;
    let name = super::call::asks_receiver(&cx.signature.ident);
    quote! {
        #[doc(hidden)]
        #vis fn #name(&self) -> #receiver { #receiver }
    }
}

/// One of the companions, of the type `own`.
pub(crate) fn companion_apart(cx: &Context<'_>, own: &TokenStream, companion: Companion) -> TokenStream {
    let (row, signature) = (companion.row(), cx.signature);
    let border = Border::of(cx, "");
    let mut params = Vec::new();
    let mut passed = Vec::new();
    let mut dropped = Vec::new();
    let mut last = None;
    for param in border.parameters(row) {
        let group = group(param.role);
        if group.is_some() && group != last {
            let ty = format_ident!("__Shadow{}", dropped.len(), span = Span::mixed_site());
            params.push(quote!(_: #ty));
            dropped.push(ty);
        }
        last = group.or(last);
        let is_receiver =
            matches!(param.role, Role::Own(i) if matches!(signature.params[i].form, DeclaredForm::Receiver(_)));
        if !is_receiver {
            params.push(param.declaration(cx));
            passed.push(param.name.clone());
        }
    }
    let (generics, clause) = (&signature.generics, signature.bounds(companion));
    let comma = (!generics.is_empty() && !ends_in_comma(generics)).then(|| quote!(,));
    let krate = &cx.krate;
    let bounds = quote!(#(__Kind: #krate::__private::receiver::LeavesAlone<#dropped>),*);
    let clause = match clause.is_empty() {
        true => quote!(where #bounds),
        false if ends_in_comma(&clause) => quote!(#clause #bounds),
        false => quote!(#clause, #bounds),
    };
    let name = companion::name(cx, &companion.ending());
    let result = given_type(cx, row, border.result(row.gives));
    let method = quote! {
        #[inline]
        pub fn #name<#generics #comma #(#dropped),*>(&self, #(#params),*) -> #result #clause {
            self.0.#name(#(#passed),*)
        }
    };
    of_type(located::unwrapped(method), own)
}

/// Whether callers call it.
pub(crate) fn is_called(row: &Row) -> bool {
    matches!(row.companion, Companion::Jvp | Companion::VjpInto | Companion::VjpIntoJvp)
}

/// Shadows of one kind stand together, that of the receiver first.
fn group(role: Role) -> Option<u8> {
    match role {
        Role::Own(_) | Role::Seed | Role::SeedTangent | Role::Tape | Role::Matrix | Role::Coloring => None,
        Role::Tangent(_) => Some(0),
        Role::Bar(_) => Some(1),
        Role::BarTangent(_) => Some(2),
    }
}

fn ends_in_comma(tokens: &TokenStream) -> bool {
    matches!(tokens.clone().into_iter().last(), Some(TokenTree::Punct(last)) if last.as_char() == ',')
}

/// `Self` written out.
fn of_type(tokens: TokenStream, own: &TokenStream) -> TokenStream {
    let mut tokens = tokens.into_iter().peekable();
    let mut out = TokenStream::new();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(word) if word == "Self" => {
                let is_path = matches!(tokens.peek(), Some(TokenTree::Punct(next)) if next.as_char() == ':');
                out.extend(if is_path { quote!(<#own>) } else { own.clone() });
            }
            TokenTree::Group(group) => {
                let mut inside = proc_macro2::Group::new(group.delimiter(), of_type(group.stream(), own));
                inside.set_span(group.span());
                out.extend([TokenTree::Group(inside)]);
            }
            token => out.extend([token]),
        }
    }
    out
}
