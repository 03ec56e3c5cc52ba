//! Types and patterns of shapes.

use super::body::Body;
use super::memory::{self, Handle, Holds, Spot};
use crate::ir::{Atom, Call, Form, IntKind, Kind, Memory, Shape, Value};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote};

/// The primitive type of a kind.
pub(crate) fn kind_type(kind: Kind) -> TokenStream {
    match kind {
        Kind::Lanes(lanes) => length(lanes.ty),
        kind => Ident::new(kind.type_name(), Span::call_site()).into_token_stream(),
    }
}

/// The type of a shape; `krate` is where to find `Vec`.
pub(crate) fn shape_type(krate: &TokenStream, shape: &Shape<Kind>) -> TokenStream {
    match shape {
        Shape::Leaf(Kind::Memory(memory)) => memory_type(krate, memory),
        Shape::Leaf(kind) => kind_type(*kind),
        Shape::Ref(inner) => {
            let inner = shape_type(krate, inner);
            quote!(&#inner)
        }
        Shape::Mut(inner) => {
            let inner = shape_type(krate, inner);
            quote!(&mut #inner)
        }
        Shape::Tuple(entries) => tuple(&entries.iter().map(|entry| shape_type(krate, entry)).collect::<Vec<_>>()),
    }
}

fn memory_type(krate: &TokenStream, memory: &Memory) -> TokenStream {
    let elem = shape_type(krate, &memory.elem);
    match &memory.form {
        Form::Slice => quote!([#elem]),
        Form::Vec => quote!(#krate::__private::Vec<#elem>),
        Form::Array(text) => {
            let len = length(text);
            quote!([#elem; #len])
        }
        Form::Cell => elem,
        Form::Data(data) if !data.ty.is_empty() => length(&data.ty),
        Form::Some | Form::Unseen | Form::Data(_) => quote!(_),
    }
}

/// The type of what a call gives, as far as it is known; nothing, if nothing is. What a
/// function of floats returns may have been guessed: that it is a float counts where it
/// is read as one.
pub(crate) fn told(body: &Body<'_>, call: &Call) -> Option<TokenStream> {
    let is_float = |atom: &Atom| match atom {
        Atom::Float(_) => true,
        atom => atom.value().is_some_and(|w| body.kind(w).is_differentiable()),
    };
    let is_guess = call.operands().iter().any(is_float);
    let is_read = |w: Value| call.dst == Shape::Leaf(w) && body.uses.count(w) > 0;
    if let Shape::Leaf(w) = call.dst
        && let Some(made) = made(body.kind(w), call)
    {
        return Some(made);
    }
    part_told(body, &call.dst, &|w| !is_guess || is_read(w))
}

/// The type of what a function of a type makes, `Array2::zeros((n, k))`, where it is known from elsewhere with its
/// parameters: in a companion nothing else may tell them.
fn made(kind: Kind, call: &Call) -> Option<TokenStream> {
    let Form::Data(data) = &kind.memory()?.form else { return None };
    let (path, _) = data.ty.split_once('<').filter(|_| !data.ty.contains('\''))?;
    let written = call.callee.prefix.to_string().replace(' ', "");
    let written = written.trim_end_matches("::").rsplit("::").next()?.to_owned();
    let is_of_type = call.callee.is_of_type() && path.rsplit("::").next()?.trim() == written;
    is_of_type.then(|| data.ty.parse().ok()).flatten()
}

fn part_told(body: &Body<'_>, shape: &Shape<Value>, is_known: &dyn Fn(Value) -> bool) -> Option<TokenStream> {
    match shape {
        Shape::Leaf(w) => match body.kind(*w) {
            kind @ Kind::Memory(Memory { form: Form::Array(_) | Form::Vec, .. }) => {
                Some(told_kind(&body.krate, &Shape::Leaf(kind)))
            }
            Kind::Opaque | Kind::Int(IntKind::Open) | Kind::Memory(_) => None,
            kind => is_known(*w).then(|| kind_type(kind)),
        },
        Shape::Tuple(entries) => {
            let told: Vec<_> = entries.iter().map(|entry| part_told(body, entry, is_known)).collect();
            let is_any = told.iter().any(Option::is_some);
            let types: Vec<_> = told.into_iter().map(|ty| ty.unwrap_or_else(|| quote!(_))).collect();
            is_any.then(|| tuple(&types))
        }
        Shape::Ref(_) | Shape::Mut(_) => None,
    }
}

/// A type, with `_` for what rustc must find out.
fn told_kind(krate: &TokenStream, shape: &Shape<Kind>) -> TokenStream {
    match shape {
        Shape::Leaf(Kind::Opaque | Kind::Int(IntKind::Open)) => quote!(_),
        Shape::Leaf(Kind::Memory(memory)) => {
            let elem = told_kind(krate, &memory.elem);
            match &memory.form {
                Form::Vec => quote!(#krate::__private::Vec<#elem>),
                Form::Array(text) => {
                    let len = length(text);
                    quote!([#elem; #len])
                }
                Form::Slice | Form::Cell | Form::Some | Form::Unseen | Form::Data(_) => quote!(_),
            }
        }
        Shape::Tuple(entries) => tuple(&entries.iter().map(|entry| told_kind(krate, entry)).collect::<Vec<_>>()),
        told => shape_type(krate, told),
    }
}

/// The length of an array, as the user wrote it; a type that is known as a text.
pub(crate) fn length(text: &str) -> TokenStream {
    text.parse().expect("the text of tokens is tokens")
}

/// How something of this shape is owned: without references, a slice as a
/// vector.
pub(crate) fn owned(shape: &Shape<Kind>) -> Shape<Kind> {
    shape.owned().map(&mut |kind| kind.memory().map_or(*kind, Memory::owned))
}

/// The part of a shape that has a derivative.
pub(crate) fn differentiable(shape: &Shape<Kind>) -> Shape<Kind> {
    shape.filter_map(&mut |kind| kind.is_differentiable().then_some(*kind))
}

/// `(a, b)`, and `(a,)` for one.
pub(crate) fn tuple(entries: &[TokenStream]) -> TokenStream {
    match entries {
        [one] => quote!((#one,)),
        many => quote!((#(#many),*)),
    }
}

/// The pattern that takes a value of this shape apart into named scalars and
/// roots.
pub(crate) fn pattern(body: &mut Body<'_>, shape: &Shape<Value>) -> TokenStream {
    part(body, shape, Holds::Place, None)
}

/// The same for a parameter of this name.
pub(crate) fn parameter(body: &mut Body<'_>, name: &str, shape: &Shape<Value>) -> TokenStream {
    part(body, shape, Holds::Place, Some(name))
}

fn part(body: &mut Body<'_>, shape: &Shape<Value>, holds: Holds, name: Option<&str>) -> TokenStream {
    match shape {
        Shape::Leaf(w) if body.kind(*w).memory().is_some() => memory::define(body, *w, holds),
        Shape::Leaf(w) => body.variable(*w),
        Shape::Ref(inner) | Shape::Mut(inner) if is_memory(body, inner) => {
            let holds = if matches!(shape, Shape::Ref(_)) { Holds::Shared } else { Holds::Exclusive };
            part(body, inner, holds, name)
        }
        // What is not `Copy` cannot be taken out of a reference.
        Shape::Ref(inner) if has_memory(body, inner) && !matches!(**inner, Shape::Ref(_)) => {
            let name = match name {
                Some(name) => body.names.fresh(name),
                None => body.names.temporary(),
            };
            bind(body, inner, &name.to_token_stream());
            name.into_token_stream()
        }
        Shape::Ref(inner) => {
            let inner = part(body, inner, holds, name);
            quote!(&#inner)
        }
        Shape::Mut(inner) => part(body, inner, holds, name),
        Shape::Tuple(entries) => tuple(&entries.iter().map(|e| part(body, e, holds, None)).collect::<Vec<_>>()),
    }
}

fn is_memory(body: &Body<'_>, shape: &Shape<Value>) -> bool {
    matches!(shape, Shape::Leaf(w) if body.kind(*w).memory().is_some())
}

fn has_memory(body: &Body<'_>, shape: &Shape<Value>) -> bool {
    shape.leaves().into_iter().any(|w| body.kind(*w).memory().is_some())
}

/// Lets the leaves be read where they are, behind a reference.
fn bind(body: &mut Body<'_>, shape: &Shape<Value>, place: &TokenStream) {
    match shape {
        Shape::Leaf(w) if body.kind(*w).memory().is_some() => {
            body.handles.insert(*w, Handle::Variable(Spot::new(place, Holds::Place)));
        }
        Shape::Leaf(w) => {
            body.places.insert(*w, place.clone());
        }
        Shape::Ref(inner) | Shape::Mut(inner) => bind(body, inner, &quote!((*#place))),
        Shape::Tuple(entries) => {
            for (i, entry) in entries.iter().enumerate() {
                let i = Literal::usize_unsuffixed(i);
                bind(body, entry, &quote!(#place.#i));
            }
        }
    }
}
