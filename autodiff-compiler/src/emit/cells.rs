//! Cells that hold more than a scalar, taken part by part: `(Vec<f64>, f64)`
//! behind a `&mut` is no slice.

use super::body::Body;
use super::bulk;
use super::code::Suffix;
use super::elements;
use super::memory::Spot;
use crate::ir::{Form, Kind, Memory, Shape, has_fixed_extents};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// A scalar or a piece of memory in a cell: what it is, where it is, and how a
/// person writes the way to it.
struct Part {
    kind: Kind,
    spot: Spot,
    name: String,
}

fn parts(elem: &Shape<Kind>, spot: &Spot, name: &str) -> Vec<Part> {
    match elem {
        Shape::Leaf(kind) => vec![Part { kind: *kind, spot: spot.clone(), name: name.to_owned() }],
        Shape::Tuple(entries) => {
            let each = |(i, entry)| parts(entry, &field(spot, i), &format!("{name}.{i}"));
            entries.iter().enumerate().flat_map(each).collect()
        }
        Shape::Ref(inner) | Shape::Mut(inner) => parts(inner, spot, name),
    }
}

/// The field of what is at a spot.
pub(crate) fn field(spot: &Spot, i: usize) -> Spot {
    let i = Literal::usize_unsuffixed(i);
    spot.field(&quote!(#i))
}

/// `to += from`, float by float.
pub(crate) fn sum(body: &Body<'_>, elem: &Shape<Kind>, to: &Spot, from: &Spot) -> TokenStream {
    let pairs = parts(elem, to, "").into_iter().zip(parts(elem, from, ""));
    let floats = pairs.filter(|(to, _)| to.kind.is_differentiable());
    floats
        .map(|(to, from)| {
            if let Some(memory) = to.kind.memory() {
                if memory.form == Form::Cell {
                    return sum(body, &memory.elem, &to.spot, &from.spot);
                }
                let accumulate = body.private(if memory.is_by_trait() { "accumulate_value" } else { "accumulate" });
                let (to, from) = (to.spot.lent(), from.spot.viewed());
                return quote!(#accumulate(#to, #from););
            }
            let (to, from) = (to.spot.place().tokens, from.spot.read().tokens);
            quote!(#to += #from;)
        })
        .collect()
}

/// Makes zeros of what is there; no memory is freed.
pub(crate) fn zeroed(body: &Body<'_>, cell: &Memory, spot: &Spot) -> TokenStream {
    if let Some(zero) = elements::zero(&cell.elem, Suffix::Bare) {
        let place = spot.place().tokens;
        return quote!(#place = #zero;);
    }
    let zeroed = parts(&cell.elem, spot, "").into_iter().map(|part| match part.kind.memory() {
        Some(memory) => bulk::zeroed(body, &part.spot, memory),
        None => {
            let (place, zero) = (part.spot.place().tokens, elements::zero(&Shape::Leaf(part.kind), Suffix::Bare));
            zero.map_or_else(TokenStream::new, |zero| quote!(#place = #zero;))
        }
    });
    zeroed.collect()
}

/// Panics where the extents of memory in the cells differ; with what people call
/// them.
pub(crate) fn check(
    body: &mut Body<'_>,
    elem: &Shape<Kind>,
    (shadow_name, shadow): (&str, &Spot),
    (name, of): (&str, &Spot),
) -> TokenStream {
    let pairs = parts(elem, shadow, shadow_name).into_iter().zip(parts(elem, of, name));
    let open = pairs.filter(|(part, _)| !has_fixed_extents(&Shape::Leaf(part.kind)));
    open.map(|(shadow, of)| {
        let memory = shadow.kind.memory().expect("its extents are open");
        bulk::check(body, memory, (&shadow.name, &shadow.spot), (&of.name, &of.spot))
    })
    .collect()
}
