//! What is done to whole pieces of memory.

use super::body::Body;
use super::code::{self, Suffix};
use super::memory::{self, Spot};
use super::{cells, elements, shape};
use crate::ir::{Atom, Bulk, BulkOp, Form, IntKind, Kind, Memory, Place, Shape, Step, Write, has_fixed_extents};
use proc_macro2::TokenStream;
use quote::quote;

/// The statement or statements, with the source as a doc comment where Rust
/// takes one.
pub(crate) fn bulk(body: &mut Body<'_>, bulk: &Bulk) -> TokenStream {
    match &bulk.op {
        BulkOp::Copy { dst, write: Write::Set, src } => set(body, bulk, dst, src),
        BulkOp::Copy { dst, write: Write::Add, src } => add(body, bulk, dst, src),
        BulkOp::Replace { dst, src, .. } => {
            let memory = memory_at(body, dst);
            let value = elements::copy(body, src, &memory);
            let place = memory::spot(body, dst).place().tokens;
            body.headed(quote!(#place = #value;))
        }
        BulkOp::Zero { dst } => zero(body, bulk, dst),
        BulkOp::Scale { dst, factor } => scale(body, bulk, dst, *factor),
        BulkOp::Reset { dst, len, .. } => reset(body, bulk, dst, *len),
        BulkOp::Unwrite { dst, len } => {
            let is_of_floats = matches!(memory_at(body, dst).elem, Shape::Leaf(elem) if elem.is_float());
            let (zero, spot) = (zero_element(body, dst), memory::spot(body, dst));
            let len = code::atom(body, *len, Kind::Int(IntKind::Usize), Suffix::Bare).tokens;
            if is_of_floats {
                let (unwrite, lent) = (body.private("unwrite"), spot.lent());
                quote!(#unwrite(#lent, #len);)
            } else {
                let prefix = spot.prefix();
                quote!(#prefix.resize(#len, #zero);)
            }
        }
        BulkOp::Swap { a, b } => swap(body, bulk, a, b),
        BulkOp::Push { dst, value } => {
            let memory = memory_at(body, dst);
            let value = match value {
                Shape::Leaf(Atom::Value(w)) if body.open.is_tape(dst.base) && body.open.is_value(*w) => {
                    memory::within_as_it_is(body, *w)
                }
                value => {
                    let value = elements::value(body, value, &memory.elem);
                    let some = body.private("Some");
                    if body.open.is_tape(dst.base) { quote!(#some(#value)) } else { value }
                }
            };
            let (doc, spot) = (body.doc(&bulk.origin), memory::spot(body, dst));
            let prefix = spot.prefix();
            quote!(#doc #prefix.push(#value);)
        }
        BulkOp::Pop { dst } => {
            let memory = memory_at(body, dst);
            let (doc, spot) = (body.doc(&bulk.origin), memory::spot(body, dst));
            let prefix = spot.prefix();
            // An element to be dropped may not be bound to `_`, says a lint.
            if elements::is_copy(&memory.elem) {
                quote!(#doc let _ = #prefix.pop();)
            } else {
                quote!(#doc #prefix.truncate(#prefix.len() - 1);)
            }
        }
        BulkOp::Truncate { dst, len, .. } => {
            let len = code::atom(body, *len, Kind::Int(IntKind::Usize), Suffix::Bare).tokens;
            let (doc, spot) = (body.doc(&bulk.origin), memory::spot(body, dst));
            let prefix = spot.prefix();
            quote!(#doc #prefix.truncate(#len);)
        }
        BulkOp::Grow { dst, len, .. } => {
            let zero = zero_element(body, dst);
            let len = code::atom(body, *len, Kind::Int(IntKind::Usize), Suffix::Bare).tokens;
            let (doc, spot) = (body.doc(&bulk.origin), memory::spot(body, dst));
            let prefix = spot.prefix();
            quote!(#doc #prefix.resize(#len, #zero);)
        }
        BulkOp::SameExtents { shadow, of } => same_extents(body, shadow, of),
    }
}

/// What a place is, as memory: of a scalar, a cell.
fn memory_at(body: &Body<'_>, place: &Place) -> Memory {
    match memory::part(body, place) {
        Shape::Leaf(Kind::Memory(memory)) => memory.clone(),
        elem => Memory { form: Form::Cell, elem },
    }
}

/// A reference to what is copied, which is not the same memory; before it, if
/// it is, the copy that it refers to.
fn source(body: &mut Body<'_>, bulk: &Bulk, dst: &Place, src: &Place) -> (TokenStream, TokenStream) {
    let spot = memory::spot(body, src);
    if !body.uses.share_root(dst.base, src.base) {
        return (TokenStream::new(), spot.viewed());
    }
    let memory = memory_at(body, src);
    let copy = elements::copied(body, &spot, &memory);
    let (doc, kept) = (body.doc(&bulk.origin), body.names.temporary());
    (quote!(#doc let #kept = #copy;), quote!(&#kept))
}

fn set(body: &mut Body<'_>, bulk: &Bulk, dst: &Place, src: &Place) -> TokenStream {
    let memory = memory_at(body, dst);
    let is_slice = matches!(memory.form, Form::Slice | Form::Vec) || memory_at(body, src).form != memory.form;
    if !is_slice {
        let value = elements::copy(body, src, &memory);
        let place = memory::spot(body, dst).place().tokens;
        return body.headed(quote!(#place = #value;));
    }
    let (before, source) = source(body, bulk, dst, src);
    let doc = if before.is_empty() { body.doc(&bulk.origin) } else { TokenStream::new() };
    let spot = memory::spot(body, dst);
    let prefix = spot.prefix();
    if elements::is_copy(&memory.elem) {
        quote!(#before #doc #prefix.copy_from_slice(#source);)
    } else {
        quote!(#before #doc #prefix.clone_from_slice(#source);)
    }
}

fn add(body: &mut Body<'_>, bulk: &Bulk, dst: &Place, src: &Place) -> TokenStream {
    let memory = memory_at(body, dst);
    if memory.form == Form::Cell {
        let (to, from) = (memory::spot(body, dst), memory::spot(body, src));
        let sums = cells::sum(body, &memory.elem, &to, &from);
        return body.headed(sums);
    }
    let (before, source) = source(body, bulk, dst, src);
    let doc = if before.is_empty() { body.doc(&bulk.origin) } else { TokenStream::new() };
    let accumulate = match memory.form {
        _ if memory.is_by_trait() => "accumulate_value",
        // Both are of one type, and of which one is not seen: `let p = self.params;`.
        Form::Some if memory_at(body, src).form == Form::Some => "accumulate_alike",
        _ => "accumulate",
    };
    let (accumulate, target) = (body.private(accumulate), memory::spot(body, dst).lent());
    quote!(#before #doc #accumulate(#target, #source);)
}

fn scale(body: &mut Body<'_>, bulk: &Bulk, dst: &Place, factor: Atom) -> TokenStream {
    let kind = body.kind_of(factor).unwrap_or(Kind::F64);
    let factor = code::atom(body, factor, kind, Suffix::Typed).at_least(code::Binding::Product);
    let factor = super::parameter::widened(factor, kind);
    // A cell holds one value, and what is not seen may be one.
    let is_value = matches!(memory_at(body, dst).form, Form::Unseen | Form::Data(_) | Form::Cell);
    let (doc, scale) = (body.doc(&bulk.origin), body.private(if is_value { "scale_value" } else { "scale" }));
    let target = memory::spot(body, dst).lent();
    quote!(#doc #scale(#target, #factor);)
}

fn zero(body: &mut Body<'_>, bulk: &Bulk, dst: &Place) -> TokenStream {
    let memory = memory_at(body, dst);
    let spot = memory::spot(body, dst);
    if memory.form == Form::Cell {
        let zeroed = zeroed(body, &spot, &memory);
        return body.headed(zeroed);
    }
    let doc = body.doc(&bulk.origin);
    let zeroed = zeroed(body, &spot, &memory);
    quote!(#doc #zeroed)
}

/// Makes zeros of what is there.
pub(crate) fn zeroed(body: &Body<'_>, spot: &Spot, memory: &Memory) -> TokenStream {
    match (&memory.form, elements::zero(&memory.elem, Suffix::Bare)) {
        (Form::Cell, _) => cells::zeroed(body, memory, spot),
        (Form::Unseen | Form::Data(_), _) => {
            let (set_zero, target) = (body.private("set_zero_value"), spot.lent());
            quote!(#set_zero(#target);)
        }
        (_, Some(zero)) => {
            let prefix = spot.prefix();
            quote!(#prefix.fill(#zero);)
        }
        (_, None) => {
            let (set_zero, target) = (body.private("set_zero"), spot.lent());
            quote!(#set_zero(#target);)
        }
    }
}

/// The zero of a vector's elements; of vectors, one without elements.
fn zero_element(body: &Body<'_>, vector: &Place) -> TokenStream {
    let memory = memory_at(body, vector);
    elements::zero(&memory.elem, Suffix::Bare).unwrap_or_else(|| {
        let elem = shape::shape_type(&body.krate, &memory.elem);
        quote!(<#elem>::new())
    })
}

/// The buffer is kept, if it is large enough.
fn reset(body: &mut Body<'_>, bulk: &Bulk, dst: &Place, len: Atom) -> TokenStream {
    let zero = zero_element(body, dst);
    let count = code::atom(body, len, Kind::Int(IntKind::Usize), Suffix::Bare).tokens;
    let (doc, spot) = (body.doc(&bulk.origin), memory::spot(body, dst));
    let prefix = spot.prefix();
    let resize = (len != Atom::Int(0)).then(|| quote!(#prefix.resize(#count, #zero);));
    quote!(#doc #prefix.clear(); #resize)
}

fn swap(body: &mut Body<'_>, bulk: &Bulk, a: &Place, b: &Place) -> TokenStream {
    if let Some(code) = swapped_elements(body, bulk, a, b) {
        return code;
    }
    let memory = memory_at(body, a);
    let (left, right) = (memory::spot(body, a), memory::spot(body, b));
    let same_root = body.uses.share_root(a.base, b.base);
    match memory.form {
        Form::Slice if same_root => swapped_slices(body, bulk, &left, &right, &memory),
        Form::Slice => {
            let (doc, prefix, other) = (body.doc(&bulk.origin), left.prefix(), right.lent());
            quote!(#doc #prefix.swap_with_slice(#other);)
        }
        Form::Vec | Form::Array(_) if !same_root => {
            let (doc, swap) = (body.doc(&bulk.origin), body.private("swap"));
            let (left, right) = (left.exclusive(), right.exclusive());
            quote!(#doc #swap(#left, #right);)
        }
        _ => swapped_values(body, bulk, &left, &right, &memory),
    }
}

/// `x.swap(i, j)`
fn swapped_elements(body: &mut Body<'_>, bulk: &Bulk, a: &Place, b: &Place) -> Option<TokenStream> {
    let ((Step::Index(i), around), (Step::Index(j), others)) = (a.path.split_last()?, b.path.split_last()?) else {
        return None;
    };
    if a.base != b.base || around != others {
        return None;
    }
    let around = Place { base: a.base, path: around.to_vec(), access: a.access };
    let spot = memory::spot(body, &around);
    let [i, j] = [i, j].map(|i| code::atom(body, *i, Kind::Int(IntKind::Usize), Suffix::Bare).tokens);
    let (doc, prefix) = (body.doc(&bulk.origin), spot.prefix());
    Some(quote!(#doc #prefix.swap(#i, #j);))
}

fn swapped_values(body: &mut Body<'_>, bulk: &Bulk, left: &Spot, right: &Spot, memory: &Memory) -> TokenStream {
    let (first, second) = (elements::copied(body, left, memory), elements::copied(body, right, memory));
    let (doc, kept) = (body.doc(&bulk.origin), body.names.temporary());
    let (left, right) = (left.place().tokens, right.place().tokens);
    quote!(#doc let #kept = #first; #left = #second; #right = #kept;)
}

fn swapped_slices(body: &mut Body<'_>, bulk: &Bulk, left: &Spot, right: &Spot, memory: &Memory) -> TokenStream {
    let (first, second) = (elements::copied(body, left, memory), elements::copied(body, right, memory));
    let (doc, kept, other) = (body.doc(&bulk.origin), body.names.temporary(), body.names.temporary());
    let (left, right) = (left.prefix(), right.prefix());
    quote! {
        #doc let #kept = #first;
        let #other = #second;
        #left.clone_from_slice(&#other);
        #right.clone_from_slice(&#kept);
    }
}

fn same_extents(body: &mut Body<'_>, shadow: &Place, of: &Place) -> TokenStream {
    if has_fixed_extents(&memory::part(body, shadow)) && memory_at(body, shadow).form == memory_at(body, of).form {
        return TokenStream::new();
    }
    let names = [shadow, of].map(|place| body.name_of(place.base));
    let memory = memory_at(body, shadow);
    let [shadow, of] = [shadow, of].map(|place| memory::spot(body, place));
    if memory.form == Form::Cell {
        return cells::check(body, &memory.elem, (&names[0], &shadow), (&names[1], &of));
    }
    check(body, &memory, (&names[0], &shadow), (&names[1], &of))
}

/// Panics where the extents differ.
pub(crate) fn check(
    body: &mut Body<'_>,
    memory: &Memory,
    (shadow_name, shadow): (&str, &Spot),
    (name, of): (&str, &Spot),
) -> TokenStream {
    let doc = body.doc(&None);
    if memory.is_by_trait() {
        // What is wrong with an error need not be cloned for that.
        let name_of_check = if memory.is_result() { "same_extents_result" } else { "same_extents_value" };
        let (same_extents, shadow, of) = (body.private(name_of_check), shadow.shared(), of.shared());
        return quote!(#doc #same_extents(#shadow_name, #shadow, #name, #of););
    }
    let has_lanes = memory.elem.leaves().into_iter().any(|kind| kind.has_lanes());
    let name_of_check = match has_lanes {
        true if has_fixed_extents(&memory.elem) => "same_length",
        true => "same_rows",
        false => "same_extents",
    };
    let (same_extents, shadow, of) = (body.private(name_of_check), shadow.viewed(), of.viewed());
    quote!(#doc #same_extents(#shadow_name, #shadow, #name, #of);)
}
