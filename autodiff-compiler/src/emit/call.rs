//! Calls of functions, methods and operators.

use super::body::Body;
use super::code::{self, Suffix, shaped};
use super::{located, memory, shape, slots};
use crate::ir::{Atom, Call, Called, Callee, Form, Receiver, Shape, Value};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

pub(crate) fn call(body: &mut Body<'_>, call: &Call) -> TokenStream {
    let span = call.callee.name.span();
    // If the callee is of another type than it was taken for, rustc says so there.
    let mut args: Vec<_> = call.args.iter().map(|arg| code::literals_at(span, argument(body, call, arg))).collect();
    slots::fill(body, call, &mut args);
    let callee = match call.callee.called {
        Called::Method(receiver) => {
            let reference = args.remove(0);
            let receiver = match (receiver, code::handle_of(body, call.args[0].behind_refs())) {
                (Receiver::Place, Some(handle)) => {
                    memory::handle(body, handle).place().at_least(code::Binding::Postfix)
                }
                _ => quote!((#reference)),
            };
            let method = located::verbatim(callee(&body.krate, call, &call.name()));
            quote!(#receiver.#method)
        }
        Called::Function => {
            let function = args.remove(0);
            let method = located::verbatim(callee(&body.krate, call, &call.name()));
            quote!((#function).#method)
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
    quote!(#doc let #dst #ty = #callee (#(#args),*);)
}

/// An argument. Whether the companion of `Type::name` takes a value by reference, as that
/// of a method with a `self` does, is left to rustc.
fn argument(body: &mut Body<'_>, call: &Call, arg: &Shape<Atom>) -> TokenStream {
    let is_data = |w: Value| matches!(body.kind(w).memory(), Some(memory) if matches!(memory.form, Form::Data(_)));
    match arg {
        Shape::Leaf(Atom::Value(w)) if is_data(*w) && !call.companion.is_empty() && call.callee.is_of_type() => {
            let (given, source) = (body.private("given"), memory::handle(body, *w).shared());
            quote!(#given(#source))
        }
        arg => shaped(body, arg, Suffix::Bare),
    }
}

/// The path of a function beside the callee, or the method.
pub(crate) fn callee(krate: &TokenStream, call: &Call, name: &str) -> TokenStream {
    let Callee { called, prefix, name: own, generics, .. } = &*call.callee;
    let name = Ident::new(name, own.span());
    match called {
        Called::Operator => quote!(#krate::__private::ops::#name),
        Called::Path | Called::Method(_) | Called::Function => quote!(#prefix #name #generics),
    }
}
