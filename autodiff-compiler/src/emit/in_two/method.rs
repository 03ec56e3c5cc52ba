//! Methods in two: what stands beside such a method, and the calls of what may be one.
//!
//! ```text
//! fn step_in_two(&self) -> InTwo<fn(&mut Self, &mut Tape, f64) -> ((), usize), fn(..)> {
//!     InTwo { augmented: Self::step_augmented, reverse: Self::step_reverse_into }
//! }
//! ```
//!
//! A caller asks the receiver (core's `augmented_method!` and `reverse_method!`), which rustc finds as it finds
//! the method itself.

use super::super::body::Body;
use super::super::border::Border;
use super::super::second::{private, types};
use super::super::{Context, code, companion, located, memory, names, shape, takes};
use super::{ident, is_adjoint, is_recorded, position, with_position};
use crate::ir::{Call, Called, IntKind, Kind, Receiver, Record, Shape};
use crate::protocol::{Companion, Output};
use crate::views;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The method by which a caller finds both forms of another.
pub(crate) fn method_in_two(cx: &Context<'_>) -> TokenStream {
    let (callee, recording) = (private(cx, "callee"), private(cx, "recording"));
    let [taken, given] =
        [Companion::Augmented, Companion::ReverseInto].map(|of| receiver_first(cx, of, types(cx, of, None)));
    let [augmented, reverse] =
        [Companion::Augmented, Companion::ReverseInto].map(|of| companion::name(cx, &of.ending()));
    let value = Border::of(cx, "").result(Output::Value);
    let (vis, name) = (&cx.signature.vis, companion::name(cx, IN_TWO));
    let where_clause = cx.signature.bounds(Companion::VjpInto);
    let types = quote!(fn(#(#taken),*) -> (#value, ::core::primitive::usize), fn(#(#given),*));
    located::unwrapped(quote! {
        #recording! {
            {
                #[doc(hidden)]
                #[allow(unused, nonstandard_style, missing_docs, private_interfaces)]
                #[allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)]
                #[inline]
                #vis fn #name(&self) -> #callee::InTwo<#types> #where_clause {
                    #callee::InTwo { augmented: Self::#augmented, reverse: Self::#reverse }
                }
            }
            {}
        }
    })
}

/// What the name ends in of the method by which a caller asks.
const IN_TWO: &str = "_in_two";

/// The parameters as they are written: of a method, what stands before its own stands behind its receiver.
pub(super) fn receiver_first(cx: &Context<'_>, companion: Companion, mut params: Vec<TokenStream>) -> Vec<TokenStream> {
    let before = if companion == Companion::Augmented { 1 } else { 2 };
    if cx.signature.params.first().is_some_and(|param| param.receiver.is_some()) {
        params[..=before].rotate_right(1);
    }
    params
}

/// A call of a method that may record, or of its adjoint, which may read the record, on a receiver. `along` is
/// asked whether there is a derivative along that.
pub(in super::super) fn method(
    body: &mut Body<'_>,
    call: &Call,
    (receiver, args): (&TokenStream, &[TokenStream]),
    along: Option<&Ident>,
) -> TokenStream {
    let given = args[1..].iter().enumerate().map(|(i, arg)| {
        let name = ident(&format!("argument_{i}"));
        quote!(#name = #arg)
    });
    let own = &call.callee.name;
    let asks = names::ident(&format!("{own}{IN_TWO}"), own.span());
    let name = names::ident(&call.name(), own.span());
    match call.record {
        Record::Read(at) => {
            let at = code::atom(body, at, Kind::Int(IntKind::Usize), code::Suffix::Bare).tokens;
            let free = body.bounds_wholes.then(|| quote!(, free));
            let along = along.map(|along| quote!([#along #free]));
            let (reverse, tape) = (body.private("reverse_method"), body.tape.shared());
            quote!(#reverse!(#receiver, #name #along, #asks, #tape, #at, (#(#given),*)))
        }
        _ => {
            let may_take = call.callee.called == Called::Method(Receiver::Asked);
            let takes = may_take.then(|| takes::asks(own)).map(|takes| quote!([#takes]));
            let (augmented, tape) = (body.private("augmented_method"), body.tape.exclusive());
            quote!(#augmented!(#receiver, #name #takes, #asks, #tape, (#(#given),*)))
        }
    }
}

/// The statement of such a call.
pub(in super::super) fn of_method(body: &mut Body<'_>, call: &Call, value: TokenStream) -> TokenStream {
    let doc = body.doc(&call.origin);
    let Some(at) = position(body, call) else { return quote!(#doc #value;) };
    if call.dst.leaves().is_empty() {
        // What it gives is thrown away, whatever that is.
        return quote!(#doc let (_, #at) = #value;);
    }
    let dst = shape::pattern(body, &call.dst);
    let ty = shape::told(body, call);
    let value = if super::super::call::is_copied(body, call) {
        let (given, at) = (ident("given"), ident("at"));
        let owned = views::owned(&body.krate, &quote!(#given));
        quote!(match #value { (#given, #at) => (#owned, #at) })
    } else {
        value
    };
    let (dst, ty) = with_position(Some(at), dst, ty);
    quote!(#doc let #dst #ty = #value;)
}

/// The reference that a method is called on which may record, or its adjoint; nothing of any other call.
pub(in super::super) fn receiver(body: &mut Body<'_>, call: &Call) -> Option<TokenStream> {
    if !matches!(call.callee.called, Called::Method(_)) || !(is_recorded(body, call) || is_adjoint(call)) {
        return None;
    }
    let handle = code::handle_of(body, call.args[0].behind_refs()).expect("it is called on memory");
    let spot = memory::handle(body, handle);
    Some(if matches!(call.args[0], Shape::Mut(_)) { spot.exclusive() } else { spot.shared() })
}
