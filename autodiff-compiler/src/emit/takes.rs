//! What a method does with its receiver, for callers that do not see it: whether it takes it by value
//! (core's `taken!`), and whether it changes it and gives no float (core's `lent!`).

use super::body::Body;
use super::{Context, code, memory};
use crate::ir::{Call, Called, Kind, Receiver, Shape};
use crate::lower::DeclaredForm;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

/// What stands beside a method, and is asked by a caller.
pub(crate) fn takes(cx: &Context<'_>) -> TokenStream {
    let signature = cx.signature;
    let beside = |name: Ident, module: &TokenStream, answer: &TokenStream| {
        let (vis, krate) = (&signature.vis, &cx.krate);
        quote! {
            #[doc(hidden)]
            #[allow(missing_docs, dead_code, clippy::all, clippy::pedantic)]
            #[inline]
            #vis fn #name(&self) -> #krate::__private::#module::#answer { #krate::__private::#module::#answer }
        }
    };
    if signature.takes_self {
        return beside(asks(&signature.ident), &quote!(taken), &quote!(Takes));
    }
    if changes(cx) {
        return beside(asks_change(&signature.ident), &quote!(lent), &quote!(Changes));
    }
    TokenStream::new()
}

/// The method by which a caller asks whether another takes its receiver.
pub(super) fn asks(method: &Ident) -> Ident {
    format_ident!("{method}_takes", span = method.span())
}

/// The method by which a caller asks whether another changes its receiver.
fn asks_change(method: &Ident) -> Ident {
    format_ident!("{method}_changes", span = method.span())
}

/// Whether a method changes its receiver, and gives something that is no float: a caller takes it
/// for a question.
fn changes(cx: &Context<'_>) -> bool {
    let takes_mut = cx.signature.params.iter().any(|param| {
        param.receiver.is_some() && matches!(param.form, DeclaredForm::Scalars { shape: Shape::Mut(_), .. })
    });
    let given = cx.signature.result.leaves();
    takes_mut && !given.is_empty() && given.iter().all(|kind| matches!(kind, Kind::Bool | Kind::Int(_)))
}

/// What a question is asked of.
pub(super) fn lent(of: &TokenStream) -> TokenStream {
    let how = how();
    quote!(#how.of(#of))
}

/// A question, with how it is asked: that has a name, for what rustc says of the receiver to stand
/// at the user's, and not at a macro.
///
/// ```text
/// match lent!(&*neuron, fires_changes, fires_takes) { how => how.of(&*neuron).fires(x) }
/// ```
pub(super) fn asked(body: &mut Body<'_>, call: &Call, question: TokenStream) -> TokenStream {
    let is_lent = call.callee.called == Called::Method(Receiver::Lent) && call.companion.is_empty();
    let Some(handle) = code::handle_of(body, call.args.first().map_or(&Shape::Tuple(Vec::new()), Shape::behind_refs))
    else {
        return question;
    };
    if !is_lent {
        return question;
    }
    let (of, method) = (memory::handle(body, handle).shared(), &call.callee.name);
    let (lent, changes, takes, how) = (body.private("lent"), asks_change(method), asks(method), how());
    quote!(match #lent!(#of, #changes, #takes) { #how => #question })
}

fn how() -> Ident {
    Ident::new("how", Span::mixed_site())
}
