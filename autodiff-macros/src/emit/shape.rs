//! Types and patterns of shapes.

use super::names::Names;
use crate::ir::{Func, Kind, Shape, Value};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

/// The primitive type of a kind.
pub(crate) fn kind_type(kind: Kind) -> TokenStream {
    Ident::new(kind.type_name(), Span::call_site()).into_token_stream()
}

/// The type of a shape.
pub(crate) fn shape_type(shape: &Shape<Kind>) -> TokenStream {
    match shape {
        Shape::Leaf(kind) => kind_type(*kind),
        Shape::Ref(inner) => {
            let inner = shape_type(inner);
            quote!(&#inner)
        }
        Shape::Tuple(entries) => tuple(&entries.iter().map(shape_type).collect::<Vec<_>>()),
    }
}

/// `(a, b)`, and `(a,)` for one.
pub(crate) fn tuple(entries: &[TokenStream]) -> TokenStream {
    match entries {
        [one] => quote!((#one,)),
        many => quote!((#(#many),*)),
    }
}

/// The pattern that takes a value of this shape apart into named scalars.
pub(crate) fn pattern(names: &mut Names, func: &Func, shape: &Shape<Value>) -> TokenStream {
    match shape {
        Shape::Leaf(w) => names.define(func, *w).into_token_stream(),
        Shape::Ref(inner) => {
            let inner = pattern(names, func, inner);
            quote!(&#inner)
        }
        Shape::Tuple(entries) => tuple(&entries.iter().map(|e| pattern(names, func, e)).collect::<Vec<_>>()),
    }
}
