//! Where cotangents go that are not returned: into the caller's memory, behind
//! `&mut`.

use super::body::Body;
use super::code::{self, Suffix};
use super::companion::Kept;
use super::memory::{self, Handle, Holds, Spot};
use super::{Context, bulk, cells, elements, shape};
use crate::ir::{Atom, Form, Func, Kind, Memory, Piece, Place, Shape, Value, has_fixed_extents, may_grow, pieces};
use crate::protocol::Companion;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

/// A `&mut` parameter that takes a cotangent.
pub(crate) struct Shadow {
    /// The position of the piece whose cotangent it takes.
    piece: usize,
    name: Ident,
    ty: TokenStream,
    kinds: Shape<Kind>,
    /// The memory of the body that it is.
    memory: Option<Value>,
}

/// Memory of the body that is the caller's.
#[derive(Clone, Debug)]
pub(crate) struct Lent {
    name: Ident,
    /// What the shadow belongs to.
    of: Value,
    kept: Kept,
    length: Length,
}

/// Whether memory is as long at the end as at the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Length {
    Stays,
    Changes,
}

/// The shadows of the parameters that have one, besides those that `func` has
/// among its parameters: of what goes in and out.
pub(crate) fn shadows(cx: &Context<'_>, body: &mut Body<'_>, kept: Kept) -> Vec<Shadow> {
    let func = body.func;
    let with_in_out = takes_in_out(cx, func);
    let mut shadows = Vec::new();
    for (i, Piece { name, shape: values }) in own(cx, func).into_iter().enumerate() {
        if values.is_in_out() && !with_in_out {
            continue;
        }
        let kinds = shape::differentiable(&values.map(&mut |w| func.kind(*w)));
        let ty = shadow_type(&body.krate, &kinds);
        let kinds = kinds.owned();
        let mut name = format!("{name}_bar");
        while func.params.iter().any(|p| p.name == name) || body.names.is_free(&name) {
            name.push('_');
        }
        let name = body.names.reserve(&name);
        let memory = func.cotangents.iter().find(|c| c.piece == i).map(|c| c.memory);
        let memory = memory.filter(|_| matches!(kinds, Shape::Leaf(Kind::Memory(_))));
        if let Some(memory) = memory {
            let of = **values.leaves().first().expect("one piece of memory");
            let length = if values.is_in_out() && may_grow(func.kind(of)) { Length::Changes } else { Length::Stays };
            body.shadows.insert(memory, Lent { name: name.clone(), of, kept, length });
        }
        shadows.push(Shadow { piece: i, name, ty, kinds, memory });
    }
    shadows
}

/// The pieces of the function's own parameters.
fn own(cx: &Context<'_>, func: &Func) -> Vec<Piece> {
    pieces(&func.params[..cx.signature.params.len()], |w| func.kind(w))
}

/// Whether the cotangents are also of what goes in and out: where nothing comes
/// in for them.
fn takes_in_out(cx: &Context<'_>, func: &Func) -> bool {
    let floats = |shape: &Shape<Value>| shape.leaves().iter().filter(|w| func.kind(***w).is_differentiable()).count();
    let plain: usize =
        own(cx, func).iter().filter(|piece| !piece.shape.is_in_out()).map(|piece| floats(&piece.shape)).sum();
    match &func.result {
        Shape::Tuple(parts) if parts.len() == 2 => parts[1].leaves().len() > plain,
        _ => false,
    }
}

/// What stands behind the `&mut` of a shadow. A vector that only goes in keeps
/// its length: its shadow is a slice.
pub(crate) fn shadow_type(krate: &TokenStream, kinds: &Shape<Kind>) -> TokenStream {
    match (kinds, kinds.behind_refs()) {
        (Shape::Mut(_), inner) => shape::shape_type(krate, inner),
        (_, Shape::Leaf(Kind::Memory(memory))) if memory.form == Form::Vec => {
            let slice = Memory::kind(Form::Slice, memory.elem.clone());
            shape::shape_type(krate, &Shape::Leaf(slice))
        }
        (_, leaf @ Shape::Leaf(_)) => shape::shape_type(krate, leaf),
        (_, tuple) => shape::shape_type(krate, &shape::owned(tuple)),
    }
}

/// The parameters with the shadows among them: what goes in and out has its
/// cotangent last, and shadows stand in the order of the parameters.
pub(crate) fn among(cx: &Context<'_>, func: &Func, params: Vec<TokenStream>, shadows: &[Shadow]) -> Vec<TokenStream> {
    let in_out = |i: usize| shadows.iter().all(|shadow| shadow.piece != i);
    let own = own(cx, func);
    let positions: Vec<usize> =
        own.iter().enumerate().filter(|(i, piece)| in_out(*i) && piece.shape.is_in_out()).map(|(i, _)| i).collect();
    if shadows.is_empty() {
        return params;
    }
    let mut before = params;
    let given = before.split_off(before.len() - positions.len());
    let own_shadows = shadows.iter().map(|shadow| {
        let (name, ty) = (&shadow.name, &shadow.ty);
        (shadow.piece, quote!(#name: &mut #ty))
    });
    let mut after: Vec<_> = own_shadows.chain(positions.into_iter().zip(given)).collect();
    after.sort_by_key(|(position, _)| *position);
    before.extend(after.into_iter().map(|(_, param)| param));
    before
}

/// Checks the extents of the shadows that are written only at the end.
pub(crate) fn checks(cx: &Context<'_>, body: &mut Body<'_>, shadows: &[Shadow]) -> TokenStream {
    let mut checks = TokenStream::new();
    let own = own(cx, body.func);
    for shadow in shadows.iter().filter(|shadow| shadow.memory.is_none()) {
        let Piece { name, shape } = &own[shadow.piece];
        let (place, names) = (Spot::new(&shadow.name, Holds::Exclusive), (shadow.name.to_string(), name.clone()));
        check(body, &place, shape, &names, &mut checks);
    }
    checks
}

/// `names` are what people call the shadow and the parameter.
fn check(body: &mut Body<'_>, place: &Spot, values: &Shape<Value>, names: &(String, String), out: &mut TokenStream) {
    match values {
        Shape::Leaf(w) => {
            let kind = body.kind(*w);
            if kind.is_differentiable() && !has_fixed_extents(&Shape::Leaf(kind)) {
                let of = memory::handle(body, *w);
                let memory = kind.memory().expect("its extents are open");
                out.extend(bulk::check(body, memory, (&names.0, place), (&names.1, &of)));
            }
        }
        Shape::Ref(inner) | Shape::Mut(inner) => check(body, place, inner, names, out),
        Shape::Tuple(entries) => {
            for (i, entry) in entries.iter().enumerate() {
                let names = (format!("{}.{i}", names.0), format!("{}.{i}", names.1));
                check(body, &cells::field(place, i), entry, &names, out);
            }
        }
    }
}

/// What stands for new memory that is the caller's.
pub(crate) fn lent(body: &mut Body<'_>, memory: Value, lent: &Lent) -> TokenStream {
    let Lent { name, of, kept, length } = lent;
    let spot = Spot::new(name, Holds::Exclusive);
    body.handles.insert(memory, Handle::Variable(spot.clone()));
    let kind = body.kind(*of);
    let memory = kind.memory().expect("the shadow of memory");
    if *length == Length::Changes {
        return resized(body, &spot, *of, memory);
    }
    // Who calls the adjoint sweep alone has run the function with this shadow's extents.
    let is_second = matches!(body.companion, Some(Companion::AdjointInto | Companion::ReverseInto));
    let check = if is_second || has_fixed_extents(&Shape::Leaf(kind)) {
        TokenStream::new()
    } else {
        let own = memory::handle(body, *of);
        let names = [name.to_string(), body.name_of(*of)];
        bulk::check(body, memory, (&names[0], &spot), (&names[1], &own))
    };
    let zeroed = if *kept == Kept::Written { bulk::zeroed(body, &spot, memory) } else { TokenStream::new() };
    quote!(#check #zeroed)
}

/// Makes zeros of the extents, in the buffer that is there.
fn resized(body: &mut Body<'_>, spot: &Spot, of: Value, memory: &Memory) -> TokenStream {
    if memory.form == Form::Slice {
        let (doc, own) = (body.doc(&None), memory::handle(body, of));
        let (reset_like, names) = (body.private("reset_like"), [spot.prefix().to_string(), body.name_of(of)]);
        let ([shadow_name, name], place, own) = (names, spot.lent(), own.viewed());
        return quote!(#doc #reset_like(#shadow_name, #place, #name, #own););
    }
    let Some(zero) = elements::zero(&memory.elem, Suffix::Bare).filter(|_| memory.form == Form::Vec) else {
        let (place, zeros) = (spot.place().tokens, elements::zeros(body, &Place::whole(of), memory));
        return body.headed(quote!(#place = #zeros;));
    };
    let (doc, own) = (body.doc(&None), memory::handle(body, of));
    let (prefix, own) = (spot.prefix(), own.reader());
    quote!(#doc #prefix.clear(); #prefix.resize(#own.len(), #zero);)
}

/// Stores the cotangents, leaf by leaf, except those that the body has put into
/// their shadows.
pub(crate) fn stores(
    body: &mut Body<'_>,
    kept: Kept,
    shadows: &[Shadow],
    yields: &mut impl Iterator<Item = Atom>,
) -> TokenStream {
    let mut stores = TokenStream::new();
    for shadow in shadows {
        if let Some(memory) = shadow.memory {
            let atom = yields.next();
            assert_eq!(atom, Some(Atom::Value(memory)), "the cotangent is the memory made for it");
            continue;
        }
        let spot = Spot::new(&shadow.name, Holds::Exclusive);
        store(body, kept, &spot, &shadow.kinds, yields, &mut stores);
    }
    stores
}

fn store(
    body: &mut Body<'_>,
    kept: Kept,
    place: &Spot,
    kinds: &Shape<Kind>,
    yields: &mut impl Iterator<Item = Atom>,
    out: &mut TokenStream,
) {
    match kinds {
        Shape::Leaf(Kind::Memory(memory)) => {
            let atom = yields.next().expect("one atom for each piece of memory");
            out.extend(store_memory(body, kept, place, memory, atom));
        }
        Shape::Leaf(kind) => {
            let atom = yields.next().expect("one atom for each float");
            let place = place.place().tokens;
            let (operator, atom) = match (kept, atom.split_sign()) {
                (Kept::Added, _) if atom == Atom::ZERO => return,
                (Kept::Added, (true, atom)) => (quote!(-=), atom),
                (Kept::Added, (false, atom)) => (quote!(+=), atom),
                _ => (quote!(=), atom),
            };
            let value = code::atom(body, atom, *kind, Suffix::Bare).tokens;
            out.extend(quote!(#place #operator #value;));
        }
        Shape::Ref(inner) | Shape::Mut(inner) => store(body, kept, place, inner, yields, out),
        Shape::Tuple(entries) => {
            for (i, entry) in entries.iter().enumerate() {
                store(body, kept, &cells::field(place, i), entry, yields, out);
            }
        }
    }
}

fn store_memory(body: &mut Body<'_>, kept: Kept, place: &Spot, memory: &Memory, atom: Atom) -> TokenStream {
    let Atom::Value(handle) = atom else { return TokenStream::new() };
    if memory.form == Form::Cell && kept == Kept::Added {
        let from = memory::handle(body, handle);
        return cells::sum(body, &memory.elem, place, &from);
    }
    let source = memory::handle(body, handle).viewed();
    if kept == Kept::Added {
        let accumulate = if memory.is_by_trait() { "accumulate_value" } else { "accumulate" };
        let (accumulate, target) = (body.private(accumulate), place.lent());
        return quote!(#accumulate(#target, #source););
    }
    let prefix = place.prefix().to_token_stream();
    if elements::is_copy(&memory.elem) {
        quote!(#prefix.copy_from_slice(#source);)
    } else {
        quote!(#prefix.clone_from_slice(#source);)
    }
}
