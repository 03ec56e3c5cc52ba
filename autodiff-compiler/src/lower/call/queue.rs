//! A `VecDeque`: what makes one of items. Its methods that put values in and
//! take them out have companions in core.
//!
//! ```text
//! VecDeque::from(items), items.collect::<VecDeque<_>>()      let mut q = VecDeque::new();
//!                                                            for v in items { q.push_back(v); }
//! q.extend(items)                                            for v in items { q.push_back(v); }
//! ```

use crate::lower::state::cx::Cx;
use crate::lower::state::kinds::KindVar;
use crate::lower::state::settle;
use crate::std_names::is_queue;
use proc_macro2::{Ident, Span};
use syn::spanned::Spanned;
use syn::{
    Expr, ExprCall, ExprMethodCall, ExprPath, GenericArgument, PathArguments, Type, parse_quote, parse_quote_spanned,
};

/// The same code by what the macro knows.
pub(super) fn of_method(cx: &Cx<'_>, call: &ExprMethodCall) -> Option<Expr> {
    let (front, span) = (&call.receiver, call.method.span());
    match (call.method.to_string().as_str(), call.args.len()) {
        ("extend", 1) if settle::kind_at(cx, front).is_some_and(|kind| is_one(cx, kind)) => {
            let (items, value) = (&call.args[0], name("__value"));
            Some(parse_quote_spanned!(span=> for #value in #items { #front.push_back(#value); }))
        }
        ("collect", 0) => {
            let named = call.turbofish.as_ref().and_then(|generics| generics.args.first());
            let Some(GenericArgument::Type(ty)) = named else { return None };
            of_items(ty, front)
        }
        _ => None,
    }
}

/// Items that are collected where the place says that it is such a queue.
pub(super) fn collected(cx: &Cx<'_>, call: &ExprMethodCall, wanted: KindVar) -> Option<Expr> {
    let ty: Type = syn::parse_str(cx.kinds.type_of(wanted)?).ok()?;
    if call.method != "collect" || call.turbofish.is_some() { None } else { of_items(&ty, &call.receiver) }
}

/// `VecDeque::from(items)`, `VecDeque::from_iter(items)`
pub(super) fn of_call(path: &ExprPath, call: &ExprCall) -> Option<Expr> {
    let mut segments = path.path.segments.iter().rev();
    let (last, of) = (segments.next()?, segments.next()?);
    let makes = (last.ident == "from" || last.ident == "from_iter") && of.ident == "VecDeque" && call.args.len() == 1;
    if !makes {
        return None;
    }
    let mut new = path.clone();
    new.path.segments.last_mut()?.ident = Ident::new("new", last.ident.span());
    Some(filled(&new, &call.args[0]))
}

/// A queue of these items, if the type is one.
fn of_items(ty: &Type, items: &Expr) -> Option<Expr> {
    let Type::Path(of) = ty else { return None };
    let mut path = of.path.clone();
    let last = path.segments.last_mut().filter(|last| last.ident == "VecDeque")?;
    if let PathArguments::AngleBracketed(generics) = &mut last.arguments {
        generics.colon2_token = Some(syn::token::PathSep::default());
    }
    Some(filled(&parse_quote!(#path::new), items))
}

fn filled(new: &ExprPath, items: &Expr) -> Expr {
    let (queue, value) = (name("__queue"), name("__value"));
    parse_quote_spanned!(items.span()=> {
        let mut #queue = #new();
        for #value in #items {
            #queue.push_back(#value);
        }
        #queue
    })
}

/// A name that nobody else has.
pub(super) fn name(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}

fn is_one(cx: &Cx<'_>, kind: KindVar) -> bool {
    cx.kinds.type_of(kind).is_some_and(is_queue)
}
