//! Calls of functions, methods and operators.

use super::body::Body;
use super::code;
use super::{argument, located, memory, shape, slots};
use crate::ir::{Call, Called, Callee, Receiver, Shape};
use crate::views;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};

pub(crate) fn call(body: &mut Body<'_>, call: &Call) -> TokenStream {
    let span = call.callee.name.span();
    // If the callee is of another type than it was taken for, rustc says so there.
    let place = receiver(body, call);
    let argument = |(i, arg)| match place {
        // It is written once: what stands there may be an expression of its own.
        Some(_) if i == 0 => TokenStream::new(),
        _ => code::literals_at(span, argument::argument(body, call, arg)),
    };
    let mut args: Vec<_> = call.args.iter().enumerate().map(argument).collect();
    slots::fill(body, call, &mut args);
    // Those of a method of another crate are in a trait of this one.
    if !call.companion.is_empty() && call.callee.may_be_foreign() {
        body.import("methods::*");
    }
    let callee = match call.callee.called {
        Called::Method(_) => {
            let reference = args.remove(0);
            let receiver = place.unwrap_or_else(|| on(reference));
            let method = located::verbatim(callee(&body.krate, call, &call.name()));
            quote!(#receiver.#method)
        }
        Called::Function => {
            let function = args.remove(0);
            let method = located::verbatim(callee(&body.krate, call, &call.name()));
            let function = on(function);
            quote!(#function.#method)
        }
        _ => located::verbatim(callee(&body.krate, call, &call.name())),
    };
    let doc = body.doc(&call.origin);
    if call.dst.leaves().is_empty() {
        return quote!(#doc #callee (#(#args),*););
    }
    let dst = shape::pattern(body, &call.dst);
    // Where there is no companion to say so, rustc is asked whether this is a float;
    // and the type may be what decides which function is called: `Default::default()`.
    let told = if call.companion.is_empty() { shape::told(body, call) } else { None };
    let ty = told.map(|ty| quote!(: #ty));
    let value = of_clone(body, call, quote!(#callee (#(#args),*)));
    let value = if may_be_a_view(call) { views::owned(&body.krate, &value) } else { value };
    quote!(#doc let #dst #ty = #value;)
}

/// What a method gives that takes a clone of its receiver.
///
/// ```text
/// a.lu()    { let taken = Clone::clone(&a); taken.lu() }
/// ```
///
/// A method that changes its receiver does not compile on such a variable.
fn of_clone(body: &mut Body<'_>, call: &Call, value: TokenStream) -> TokenStream {
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

fn taken() -> Ident {
    Ident::new("taken", Span::mixed_site())
}

/// The place that a method is called on, or a clone of what is there.
fn receiver(body: &mut Body<'_>, call: &Call) -> Option<TokenStream> {
    let Called::Method(receiver) = call.callee.called else { return None };
    let handle = code::handle_of(body, call.args[0].behind_refs())?;
    match receiver {
        Receiver::Clone if call.companion.is_empty() => {
            let clone = body.private("Clone");
            let of = memory::handle(body, handle).shared();
            Some(quote!(#clone::clone(#of)))
        }
        Receiver::Taken if call.companion.is_empty() => Some(taken().to_token_stream()),
        Receiver::Place | Receiver::Clone | Receiver::Taken => {
            let spot = memory::handle(body, handle);
            // What is not changed need not be a variable that could be.
            let is_changed = matches!(call.args[0], Shape::Mut(_));
            let receiver = if is_changed { spot.place() } else { spot.read() };
            Some(receiver.at_least(code::Binding::Postfix))
        }
        Receiver::Reference => None,
    }
}

/// Whether a method may lend what has no derivative of its own: a row of a matrix.
fn may_be_a_view(call: &Call) -> bool {
    let is_method = matches!(call.callee.called, Called::Method(_));
    is_method && call.companion.is_empty() && views::may_be_lent_by(&call.callee.name)
}

/// What a method is called on: a name stands there as it is.
fn on(receiver: TokenStream) -> TokenStream {
    let mut tokens = receiver.clone().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Ident(_)), None) => receiver,
        _ => quote!((#receiver)),
    }
}

/// The path of a function beside the callee, or the method.
pub(crate) fn callee(krate: &TokenStream, call: &Call, name: &str) -> TokenStream {
    let Callee { called, prefix, name: own, generics, .. } = &*call.callee;
    let name = Ident::new(name, own.span());
    match called {
        Called::Operator => quote!(#krate::__private::ops::#name),
        Called::Path | Called::Method(_) | Called::Function => {
            let prefix = with_crate(krate, prefix);
            quote!(#prefix #name #generics)
        }
    }
}

/// A path that may begin with this crate, of which lowering does not know the name.
fn with_crate(krate: &TokenStream, path: &TokenStream) -> TokenStream {
    let tokens = path.clone().into_iter();
    tokens
        .flat_map(|token| match token {
            TokenTree::Ident(name) if name == "__autodiff_crate" => krate.clone(),
            token => token.into(),
        })
        .collect()
}
