//! That a method takes its receiver by value, for callers that have that by reference (core's
//! `taken!`).

use super::Context;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

/// The method by which a caller asks.
pub(super) fn asks(method: &Ident) -> Ident {
    format_ident!("{method}_takes", span = method.span())
}

/// It, beside a method that takes its receiver.
pub(crate) fn takes(cx: &Context<'_>) -> TokenStream {
    if !cx.signature.takes_self {
        return TokenStream::new();
    }
    let (name, vis, krate) = (asks(&cx.signature.ident), &cx.signature.vis, &cx.krate);
    quote! {
        #[doc(hidden)]
        #[allow(missing_docs, dead_code, clippy::all, clippy::pedantic)]
        #[inline]
        #vis fn #name(&self) -> #krate::__private::taken::Takes { #krate::__private::taken::Takes }
    }
}
