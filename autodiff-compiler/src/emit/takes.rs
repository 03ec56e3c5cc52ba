//! What a method does with its receiver, for callers that do not see it: whether it takes it by value
//! (core's `taken!`), whether it changes it and gives no float (core's `lent!`), and whether it changes nothing
//! where it may give nothing (core's `only_reads!`).

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
    if only_reads(cx) {
        return beside(asks_reading(&signature.ident), &quote!(lent), &quote!(Reads));
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

/// The method by which a caller asks whether another changes nothing.
fn asks_reading(method: &Ident) -> Ident {
    format_ident!("{method}_reads", span = method.span())
}

/// Whether a method that may give nothing changes nothing that it is given.
fn only_reads(cx: &Context<'_>) -> bool {
    let signature = cx.signature;
    let is_mut = |form: &DeclaredForm| matches!(form, DeclaredForm::Scalars { shape: Shape::Mut(_), .. });
    let has_self = signature.params.iter().any(|param| param.receiver.is_some());
    signature.fallible.is_some() && has_self && !signature.params.iter().any(|param| is_mut(&param.form))
}

/// What stands where a call has given nothing, and may have changed what it was given: a panic, unless the
/// method says that it changes nothing.
///
/// ```text
/// only_reads!(&l, last_reads).told("last")
/// ```
pub(super) fn told(body: &mut Body<'_>, call: &Call) -> TokenStream {
    let name = call.callee.name.to_string();
    // Behind the arguments of the method stand the seeds and shadows of its companion.
    let others = call.args.get(1..call.roles.len()).unwrap_or_default();
    let is_written = others.iter().any(|arg| matches!(arg, Shape::Mut(_)));
    let is_lent_alone = matches!(call.callee.called, Called::Method(_)) && !is_written;
    let of = call.args.first().filter(|_| is_lent_alone).and_then(|of| code::handle_of(body, of.behind_refs()));
    let Some(of) = of else {
        let no_adjoint = body.private("no_adjoint");
        return quote!(#no_adjoint(#name));
    };
    let (of, reads, asks) =
        (memory::handle(body, of).shared(), body.private("only_reads"), asks_reading(&call.callee.name));
    quote!(#reads!(#of, #asks).told(#name))
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

/// What a method gives that takes a clone of its receiver.
///
/// ```text
/// a.lu()    { let taken = Clone::clone(&a); taken.lu() }
/// ```
///
/// A method that changes its receiver does not compile on such a variable.
pub(super) fn of_clone(body: &mut Body<'_>, call: &Call, value: TokenStream) -> TokenStream {
    let is_taken = call.callee.called == Called::Method(Receiver::Taken) && call.companion.is_empty();
    match code::handle_of(body, call.args.first().map_or(&Shape::Tuple(Vec::new()), Shape::behind_refs)) {
        Some(handle) if is_taken => {
            let (taken, clone) = (taken(), body.private("Clone"));
            let of = memory::handle(body, handle).shared();
            quote!({ let #taken = #clone::clone(#of); #value })
        }
        _ => value,
    }
}

/// The name of such a clone.
pub(super) fn taken() -> Ident {
    Ident::new("taken", Span::mixed_site())
}
