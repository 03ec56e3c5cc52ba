//! Floats whose type is a parameter: `T::literal(0.5)` for `0.5`, `w3.widened()` for
//! `w3 as f64`. The methods are those of `autodiff_core::generic::Scalar`, a bound that
//! companions have.

use super::body::Body;
use super::code::{self, Binding, Code, Suffix, atom};
use super::shape;
use crate::ir::{Atom, Kind};
use proc_macro2::TokenStream;
use quote::quote;

/// `T::literal(w3 as f64)`, `w3.widened() as f32`: there is no `as` of a parameter.
pub(super) fn cast(body: &mut Body<'_>, to: Kind, arg: Atom, from: Kind) -> Code {
    let inner = atom(body, arg, from, Suffix::Typed);
    let wide = match from {
        Kind::F64 => inner.tokens,
        Kind::Param(_) => {
            let inner = inner.at_least(Binding::Postfix);
            quote!(#inner.widened())
        }
        _ => {
            let inner = inner.at_least(Binding::Cast);
            quote!(#inner as f64)
        }
    };
    match to {
        Kind::F64 => Code::new(wide, Binding::Cast),
        to => Code::new(narrowed(wide, to), Binding::Cast),
    }
}

/// A float as the `f64` that the functions of core take.
pub(crate) fn widened(value: TokenStream, kind: Kind) -> TokenStream {
    match kind {
        Kind::F32 => quote!(#value as f64),
        Kind::Param(_) => quote!((#value).widened()),
        _ => value,
    }
}

/// The `f64` that a function of core gives, as a scalar of this kind.
pub(crate) fn narrowed(value: TokenStream, kind: Kind) -> TokenStream {
    let ty = shape::kind_type(kind);
    match kind {
        Kind::Param(_) => quote!(#ty::literal(#value)),
        Kind::F64 | Kind::Opaque | Kind::Memory(_) => value,
        _ => quote!(#value as #ty),
    }
}

/// A literal where the companion has no body of its own, and imports nothing.
pub(super) fn literal(krate: &TokenStream, number: Atom, kind: Kind) -> TokenStream {
    match kind {
        Kind::Param(_) => {
            let number = code::literal(number, Kind::F64, Suffix::Bare).tokens;
            quote!(#krate::__private::literal(#number))
        }
        kind => code::literal(number, kind, Suffix::Bare).tokens,
    }
}
