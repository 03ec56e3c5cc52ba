//! Zeros at the border: for a tangent or a cotangent that nobody gives.

use super::code::Suffix;
use super::{elements, located, shape};
use crate::ir::{Form, Kind, Shape};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote};

/// A zero for the cotangent of what is at a place.
pub(super) fn like(krate: &TokenStream, shape: &Shape<Kind>, place: &TokenStream) -> TokenStream {
    let krate = &located::verbatim(krate.clone());
    if let Some(zero) = elements::zero(&shape.owned(), Suffix::Bare) {
        return zero;
    }
    match shape {
        Shape::Leaf(Kind::Memory(memory)) => match elements::zero(&memory.elem, Suffix::Bare) {
            Some(zero) if matches!(memory.form, Form::Slice | Form::Vec) => {
                quote!(#krate::__private::vec![#zero; #place.len()])
            }
            _ => quote!(#krate::__private::zeros_like(&#place)),
        },
        Shape::Ref(inner) | Shape::Mut(inner) => match &**inner {
            Shape::Leaf(Kind::Memory(memory)) if elements::zero(&memory.elem, Suffix::Bare).is_none() => {
                quote!(#krate::__private::zeros_like(&*#place))
            }
            Shape::Leaf(_) => like(krate, inner, place),
            _ => like(krate, inner, &quote!((*#place))),
        },
        Shape::Tuple(entries) => {
            let entry = |(i, entry): (usize, &Shape<Kind>)| {
                let i = Literal::usize_unsuffixed(i);
                like(krate, entry, &quote!(#place.#i))
            };
            shape::tuple(&entries.iter().enumerate().map(entry).collect::<Vec<_>>())
        }
        Shape::Leaf(_) => quote!(()),
    }
}

/// What is at a place, owned.
pub(super) fn copied(shape: &Shape<Kind>, place: &TokenStream) -> TokenStream {
    match shape.behind_refs() {
        Shape::Leaf(Kind::Memory(memory)) if memory.form == Form::Slice => quote!(#place.to_vec()),
        Shape::Leaf(kind) if kind.memory().is_none() => quote!(*#place),
        _ => quote!(::core::clone::Clone::clone(&*#place)),
    }
}

/// Overwrites the shadow of this name with zeros.
pub(super) fn overwritten(krate: &TokenStream, shadow: &Ident, shape: &Shape<Kind>) -> TokenStream {
    let (shape, name) = (shape.owned(), shadow.to_token_stream());
    let mut out = TokenStream::new();
    match &shape {
        Shape::Tuple(_) => parts(krate, &shape, &name, &mut out),
        leaf => match elements::zero(leaf, Suffix::Bare) {
            Some(zero) => out.extend(quote!(*#name = #zero;)),
            None => out.extend(filled(krate, leaf, &Shadow { place: &name, lent: &name })),
        },
    }
    out
}

fn parts(krate: &TokenStream, shape: &Shape<Kind>, place: &TokenStream, out: &mut TokenStream) {
    match shape {
        Shape::Tuple(entries) => {
            for (i, entry) in entries.iter().enumerate() {
                let i = Literal::usize_unsuffixed(i);
                parts(krate, entry, &quote!(#place.#i), out);
            }
        }
        leaf => match elements::zero(leaf, Suffix::Bare) {
            Some(zero) => out.extend(quote!(#place = #zero;)),
            None => out.extend(filled(krate, leaf, &Shadow { place, lent: &quote!(&mut #place) })),
        },
    }
}

/// Where memory is, and the reference that lends it.
struct Shadow<'a> {
    place: &'a TokenStream,
    lent: &'a TokenStream,
}

/// Fills memory whose extents its type does not say.
fn filled(krate: &TokenStream, leaf: &Shape<Kind>, shadow: &Shadow<'_>) -> TokenStream {
    let krate = located::verbatim(krate.clone());
    let Shadow { place, lent } = shadow;
    let Shape::Leaf(Kind::Memory(memory)) = leaf else { unreachable!("a number is a constant zero") };
    match elements::zero(&memory.elem, Suffix::Bare) {
        Some(zero) => quote!(#place.fill(#zero);),
        None if memory.is_by_trait() => quote!(#krate::__private::set_zero_value(#lent);),
        None => quote!(#krate::__private::set_zero(#lent);),
    }
}
