//! What lies in memory: elements, zeros, copies.

use super::argument;
use super::body::Body;
use super::code::{self, Suffix};
use super::memory::{self, Spot};
use super::shape;
use crate::ir::{Atom, Form, Kind, Memory, Place, Shape};
use proc_macro2::TokenStream;
use quote::quote;

/// An element, or what a cell holds. Literals say their type, for nothing else
/// may.
pub(crate) fn value(body: &mut Body<'_>, value: &Shape<Atom>, kinds: &Shape<Kind>) -> TokenStream {
    match (value, kinds) {
        // A constant of an unseen type in a field that may hold data elsewhere.
        (Shape::Leaf(atom @ Atom::Value(w)), Shape::Leaf(Kind::Memory(_))) if body.kind(*w) == Kind::Opaque => {
            code::atom(body, *atom, Kind::Opaque, Suffix::Typed).tokens
        }
        (Shape::Leaf(Atom::Value(w)), Shape::Leaf(Kind::Memory(_))) => memory::owned(body, *w),
        (Shape::Leaf(atom), Shape::Leaf(kind)) => code::atom(body, *atom, *kind, Suffix::Typed).tokens,
        (Shape::Tuple(values), Shape::Tuple(kinds)) => {
            let entries: Vec<_> = values.iter().zip(kinds).map(|(v, k)| self::value(body, v, k)).collect();
            shape::tuple(&entries)
        }
        (value, _) => code::shaped(body, value, Suffix::Typed),
    }
}

/// Whether copying takes no more than an assignment.
pub(crate) fn is_copy(shape: &Shape<Kind>) -> bool {
    match shape {
        Shape::Leaf(Kind::Memory(memory)) => match memory.form {
            Form::Array(_) | Form::Cell => is_copy(&memory.elem),
            Form::Slice | Form::Vec | Form::Some | Form::Unseen | Form::Data(_) => false,
        },
        Shape::Leaf(kind) => *kind != Kind::Opaque,
        Shape::Tuple(entries) => entries.iter().all(is_copy),
        Shape::Ref(_) | Shape::Mut(_) => false,
    }
}

/// The zero of a type, if it is a constant.
pub(crate) fn zero(shape: &Shape<Kind>, suffix: Suffix) -> Option<TokenStream> {
    match shape {
        Shape::Leaf(Kind::Memory(memory)) => {
            let zero = zero(&memory.elem, suffix)?;
            match &memory.form {
                Form::Array(text) => {
                    let len = shape::length(text);
                    Some(quote!([#zero; #len]))
                }
                Form::Cell => Some(zero),
                Form::Slice | Form::Vec | Form::Some | Form::Unseen | Form::Data(_) => None,
            }
        }
        Shape::Leaf(Kind::Opaque) => None,
        Shape::Leaf(kind) => {
            let zero = match kind {
                Kind::Bool => Atom::Bool(false),
                Kind::Int(_) => Atom::Int(0),
                _ => Atom::ZERO,
            };
            Some(code::literal(zero, *kind, suffix).tokens)
        }
        Shape::Tuple(entries) => {
            let zeros = entries.iter().map(|entry| zero(entry, suffix)).collect::<Option<Vec<_>>>()?;
            Some(shape::tuple(&zeros))
        }
        Shape::Ref(_) | Shape::Mut(_) => None,
    }
}

/// A vector or an array without elements.
pub(crate) fn none(body: &Body<'_>, memory: &Memory) -> TokenStream {
    let elem = shape::shape_type(&body.krate, &memory.elem);
    if memory.form == Form::Vec {
        let vec = body.private("Vec");
        return quote!(#vec::<#elem>::new());
    }
    quote!([] as [#elem; 0])
}

/// Of a value that is read by no one, something of its type.
pub(crate) fn undefined(body: &Body<'_>, memory: &Memory) -> TokenStream {
    let kind = Memory::kind(memory.form.clone(), memory.elem.clone());
    zero(&Shape::Leaf(kind), Suffix::Typed).unwrap_or_else(|| match memory.form {
        Form::Vec => none(body, memory),
        // Its length, or that of an element, is not for the macro to see.
        _ => {
            let holds_data = holds_data(&Shape::Leaf(kind));
            let placeholder = body.private(if holds_data { "placeholder_value" } else { "placeholder" });
            quote!(#placeholder())
        }
    })
}

/// Whether there is data in it.
fn holds_data(shape: &Shape<Kind>) -> bool {
    shape.leaves().into_iter().any(|kind| match kind {
        Kind::Memory(memory) => matches!(memory.form, Form::Data(_)) || holds_data(&memory.elem),
        _ => false,
    })
}

/// A copy of what is at a place, or the place itself if nothing names it any
/// more.
pub(crate) fn copy(body: &mut Body<'_>, place: &Place, memory: &Memory) -> TokenStream {
    // An array is copied into a vector element by element, never moved.
    let vector_of_other = memory.form == Form::Vec
        && body.kind(place.base).memory().is_some_and(|held| matches!(held.form, Form::Array(_) | Form::Some));
    if place.path.is_empty() && !vector_of_other {
        return memory::owned(body, place.base);
    }
    let spot = memory::spot(body, place);
    copied(body, &spot, memory)
}

/// A copy.
pub(crate) fn copied(body: &Body<'_>, spot: &Spot, memory: &Memory) -> TokenStream {
    match memory.form {
        Form::Slice | Form::Vec => {
            let prefix = spot.reader();
            quote!(#prefix.to_vec())
        }
        Form::Array(_) | Form::Cell if is_copy(&memory.elem) => spot.read().tokens,
        // The trait may be out of sight.
        Form::Array(_) | Form::Cell | Form::Some | Form::Unseen | Form::Data(_) => {
            let (clone, source) = (body.private("Clone"), spot.shared());
            quote!(#clone::clone(#source))
        }
    }
}

/// Zeros with the extents of what is at a place.
pub(crate) fn zeros(body: &mut Body<'_>, of: &Place, memory: &Memory) -> TokenStream {
    let spot = memory::spot(body, of);
    let prefix = spot.reader();
    match (&memory.form, zero(&memory.elem, Suffix::Typed)) {
        (Form::Array(text), Some(zero)) => {
            let len = shape::length(text);
            quote!([#zero; #len])
        }
        (Form::Cell, Some(zero)) => zero,
        (Form::Slice | Form::Vec, Some(zero)) => {
            let vec = body.private("vec");
            quote!(#vec![#zero; #prefix.len()])
        }
        (Form::Some | Form::Unseen | Form::Data(_), _) | (_, None) => {
            let zeros_like = body.private("zeros_like");
            let source = if of.path.is_empty() && argument::is_of_code(body, of.base) {
                body.import("ops::Operand as _");
                let source = spot.read().tokens;
                quote!(#source.as_operand())
            } else {
                spot.shared()
            };
            quote!(#zeros_like(#source))
        }
    }
}
