//! What callers are told of an adjoint that does without some of the arguments once the function
//! has run (core's `after!` and `reads!`).
//!
//! ```text
//! pub enum f_vjp_into {}
//! impl f_vjp_into {
//!     pub const fn reads(argument: usize) -> bool { matches!(argument, 0 | 1) }
//!     pub fn after<F: 'static>(found: F) -> fn(&[f64], &mut [f64]) { f_adjoint_into }
//! }
//! ```

use super::body::Body;
use super::border::Border;
use super::slots::mentions_impl;
use super::{Context, companion, located};
use crate::analysis::{Reader, Spared};
use crate::ir::{Call, Kind, Value};
use crate::lower::{DeclaredForm, Signature};
use crate::protocol::Companion;
use proc_macro2::{Literal, Span, TokenStream, TokenTree};
use quote::quote;

/// The type beside the companion that adds into shadows.
pub(crate) fn told(cx: &Context<'_>, reads: &[bool]) -> TokenStream {
    let (vis, krate) = (&cx.signature.vis, &cx.krate);
    let [into, second] = [Companion::VjpInto, Companion::AdjointInto].map(|of| companion::name(cx, &of.ending()));
    let types = Border::of(cx, "").parameters(Companion::AdjointInto.row()).into_iter().map(|param| param.ty);
    let types: Vec<_> = types.map(located::verbatim).collect();
    let read = reads.iter().enumerate().filter(|(_, reads)| **reads).map(|(i, _)| Literal::usize_unsuffixed(i));
    let read: Vec<_> = read.collect();
    let reads = if read.is_empty() { quote!(false) } else { quote!(::core::matches!(argument, #(#read)|*)) };
    let name = into.to_string();
    located::unwrapped(quote! {
        #[doc(hidden)]
        #[allow(unused, nonstandard_style, missing_docs, missing_debug_implementations, missing_copy_implementations)]
        #[allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)]
        #vis enum #into {}

        #[doc(hidden)]
        #[allow(unused, nonstandard_style, missing_docs, private_interfaces)]
        #[allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)]
        impl #into {
            #[inline]
            #vis const fn reads(argument: ::core::primitive::usize) -> ::core::primitive::bool { #reads }

            #[inline]
            #vis fn after<F: 'static>(found: F) -> fn(#(#types),*) {
                #krate::__private::callee::assert_is(found, #into, #name);
                #second
            }
        }
    })
}

/// Whether the type of a companion can be written down.
pub(crate) fn has_plain_types(signature: &Signature) -> bool {
    let is_plain = |form: &DeclaredForm| match form {
        DeclaredForm::Opaque { ty, .. } | DeclaredForm::Scalars { ty, .. } => !mentions_impl(ty),
        DeclaredForm::Receiver(_) => false,
    };
    signature.params.iter().all(|param| is_plain(&param.form)) && !signature.result.leaves().contains(&&Kind::Opaque)
}

/// Whether the call is of a function that has run, which may be asked for its adjoint sweep alone.
pub(super) fn runs_after(body: &Body<'_>, call: &Call) -> bool {
    body.spared.as_ref().is_some_and(|spared| spared.runs_after(call))
}

/// The form of the companion that a caller runs: of a callee that has run, its adjoint sweep.
pub(super) fn callee(body: &mut Body<'_>, call: &Call, callee: TokenStream) -> TokenStream {
    if !runs_after(body, call) {
        return located::verbatim(callee);
    }
    let (after, companion) = (body.private("after"), located::verbatim(as_seen(callee)));
    quote!(#after!(#companion))
}

/// A copy that is made only for callees that read it.
///
/// ```text
/// let y_was = copied_for!(y.to_vec(), (1, rate_vjp_into));
/// ```
pub(super) fn copy(body: &mut Body<'_>, copy: Value, code: TokenStream) -> TokenStream {
    let readers = body.spared.as_ref().and_then(|spared| spared.readers(copy)).map(<[Reader]>::to_vec);
    let Some(readers) = readers else { return code };
    let copied_for = body.private("copied_for");
    let asked = readers.iter().map(|reader| {
        let companion = super::call::companion_path(&body.krate, &reader.callee, Spared::COMPANION);
        let companion = located::verbatim(as_seen(companion));
        let argument = Literal::usize_unsuffixed(reader.argument);
        quote!((#argument, #companion))
    });
    quote!(#copied_for!(#code, #(#asked)||*))
}

/// A path that a `use` finds where the code finds it: by the edition of this crate, as one of
/// 2015 would look in the root.
pub(super) fn as_seen(path: TokenStream) -> TokenStream {
    const KEYWORDS: [&str; 4] = ["crate", "self", "super", "$crate"];
    let mut tokens = path.into_iter();
    let first = tokens.next().map(|token| match token {
        TokenTree::Ident(mut name) if !KEYWORDS.contains(&&*name.to_string()) => {
            name.set_span(name.span().resolved_at(Span::call_site()));
            TokenTree::Ident(name)
        }
        token => token,
    });
    first.into_iter().chain(tokens).collect()
}
