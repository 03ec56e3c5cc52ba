//! Where a stretch begins.

use crate::emit::body::Body;
use crate::emit::memory;
use crate::ir::{Atom, IntOp, Value};
use proc_macro2::TokenStream;
use quote::quote;

/// Where a stretch begins: sums of what is the same in every iteration.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Begin {
    AtFirst,
    At(Atom),
    /// How long some memory is.
    Len(Value),
    Of(IntOp, Box<(Begin, Begin)>),
}

impl Begin {
    pub(super) fn at(atom: Atom) -> Begin {
        if atom == Atom::Int(0) { Begin::AtFirst } else { Begin::At(atom) }
    }

    pub(super) fn plus(self, other: Begin) -> Begin {
        match (self, other) {
            (Begin::AtFirst, other) => other,
            (begin, Begin::AtFirst) => begin,
            (begin, other) => Begin::Of(IntOp::Add, Box::new((begin, other))),
        }
    }

    pub(super) fn minus(self, other: Begin) -> Begin {
        match (self, other) {
            (begin, other) if begin == other => Begin::AtFirst,
            (Begin::At(Atom::Int(a)), Begin::At(Atom::Int(b))) if a > b => Begin::At(Atom::Int(a - b)),
            (begin, Begin::AtFirst) => begin,
            (begin, other) => Begin::Of(IntOp::Sub, Box::new((begin, other))),
        }
    }

    /// Where there is no iteration, none of it need be a number of the type. By its path, the function
    /// says the type of a counter that has none yet.
    pub(super) fn written(&self, body: &mut Body<'_>) -> TokenStream {
        match self {
            Begin::AtFirst => memory::index(body, Atom::Int(0)).tokens,
            Begin::At(atom) => memory::index(body, *atom).tokens,
            Begin::Len(of) => {
                let of = memory::handle(body, *of);
                let of = of.reader();
                quote!(#of.len())
            }
            Begin::Of(op, both) => {
                let [a, b] = [&both.0, &both.1].map(|part| part.written(body));
                let function = match op {
                    IntOp::Add => quote!(wrapping_add),
                    IntOp::Sub => quote!(wrapping_sub),
                    _ => quote!(wrapping_mul),
                };
                quote!(::core::primitive::usize::#function(#a, #b))
            }
        }
    }
}
