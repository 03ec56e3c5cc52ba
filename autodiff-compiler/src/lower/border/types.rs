//! The types that the macro can see through.

use crate::ir::{Form, Kind, Shape};
use crate::lower::state::alias;
use crate::lower::state::cx::{Cx, Sees};
use crate::lower::state::kinds::{KindVar, Known};
pub(crate) use crate::lower::tokens::text::written as text;
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{GenericArgument, PathArguments, Type};

/// The shape of a type, `None` where a part of it is not a primitive, a tuple,
/// a reference, an array, a slice or a vector of those. `_` is a kind to be
/// inferred.
pub(crate) fn shape(cx: &mut Cx<'_>, ty: &Type) -> Option<Shape<KindVar>> {
    if let Type::Path(path) = ty
        && let Some(tuple) = alias::tuple(cx, path)
    {
        return Some(tuple);
    }
    if let Type::Path(path) = ty
        && cx.sees == Sees::Data
        && vector(path).is_none()
        && primitive(cx, path).is_none()
    {
        let is_data = super::unseen::is_data(ty, &cx.type_parameters);
        return is_data.then(|| Shape::Leaf(data(cx, ty)));
    }
    Some(match ty {
        Type::Path(path) => match vector(path) {
            Some(elem) => memory(cx, Form::Vec, elem)?,
            None => Shape::Leaf(cx.exactly(primitive(cx, path)?)),
        },
        Type::Tuple(tuple) => Shape::Tuple(tuple.elems.iter().map(|ty| shape(cx, ty)).collect::<Option<_>>()?),
        Type::Reference(_) if refers_inside(ty) => return None,
        Type::Reference(reference) if reference.mutability.is_none() => {
            Shape::Ref(Box::new(shape(cx, &reference.elem)?))
        }
        Type::Reference(reference) => Shape::Mut(Box::new(behind_mut(cx, &reference.elem)?)),
        Type::Slice(slice) => memory(cx, Form::Slice, &slice.elem)?,
        Type::Array(array) => {
            memory(cx, Form::Array(crate::lower::tokens::text::text(array.len.to_token_stream())), &array.elem)?
        }
        Type::Paren(inner) => shape(cx, &inner.elem)?,
        Type::Group(inner) => shape(cx, &inner.elem)?,
        Type::Infer(_) => Shape::Leaf(cx.kinds.fresh(Known::Nothing)),
        _ => return None,
    })
}

/// `f32`, where that is the only float that a signature names: then what its calls give is
/// one too, unless something says otherwise.
pub(crate) fn only_float(signature: &TokenStream) -> Option<Kind> {
    let (single, double) = (names(signature, "f32"), names(signature, "f64"));
    (single && !double).then_some(Kind::F32)
}

/// The same of the first of these that names a float: the signature, the body, the methods beside it. If
/// none does, or the fields are of another type, rustc says so.
pub(crate) fn usual_float(places: [&TokenStream; 3]) -> Option<Kind> {
    let names_float = |tokens: &&&TokenStream| names(tokens, "f32") || names(tokens, "f64");
    only_float(places.iter().find(names_float)?)
}

/// Whether a float type is named, besides in a cast: that says what something is not.
fn names(tokens: &TokenStream, word: &str) -> bool {
    let mut is_cast = false;
    tokens.clone().into_iter().any(|token| {
        let was_cast = std::mem::replace(&mut is_cast, matches!(&token, TokenTree::Ident(ident) if ident == "as"));
        match token {
            TokenTree::Group(group) => names(&group.stream(), word),
            TokenTree::Ident(ident) => ident == word && !was_cast,
            TokenTree::Literal(literal) => is_suffix(&literal.to_string(), word),
            TokenTree::Punct(_) => false,
        }
    })
}

/// `0.5_f32`, and not the `0xf32` of an integer.
fn is_suffix(literal: &str, word: &str) -> bool {
    literal.ends_with(word) && !literal.starts_with("0x")
}

/// The kind of data of a type that is written. Of an `Option` and a `Result` it is known
/// what they hold; an error has no derivative.
fn data(cx: &mut Cx<'_>, ty: &Type) -> KindVar {
    let kind = cx.kinds.data(&text(ty));
    if let Some((variant, inner)) = super::unseen::payload(ty)
        && let Some(inner) = shape(cx, inner)
    {
        cx.kinds.set_field(kind, &"Some.0".into(), &inner);
        if variant == "Ok" {
            let error = cx.exactly(Kind::Opaque);
            cx.kinds.set_field(kind, &"Err.0".into(), &Shape::Leaf(error));
        }
    }
    kind
}

/// The same where a type that the macro does not know is that of data.
pub(crate) fn shape_with_data(cx: &mut Cx<'_>, ty: &Type) -> Option<Shape<KindVar>> {
    let before = std::mem::replace(&mut cx.sees, Sees::Data);
    let shape = shape(cx, ty);
    cx.sees = before;
    shape
}

/// What `&mut` refers to is memory, if only a cell.
fn behind_mut(cx: &mut Cx<'_>, ty: &Type) -> Option<Shape<KindVar>> {
    let inner = shape(cx, ty)?;
    match &inner {
        Shape::Leaf(kind) if cx.kinds.as_memory(*kind).is_some() => Some(inner),
        _ => Some(Shape::Leaf(cx.kinds.memory(Form::Cell, inner))),
    }
}

/// What is around a part of a type.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Around {
    Nothing,
    /// `&`
    Shared,
    /// Elements, and what is behind `&mut`.
    Memory,
}

/// Whether a type has references where the macro does not follow them: in memory,
/// or a `&mut` behind a `&`.
pub(crate) fn refers_inside(ty: &Type) -> bool {
    inside(ty, Around::Nothing)
}

fn inside(ty: &Type, around: Around) -> bool {
    match ty {
        Type::Reference(reference) => match (around, reference.mutability) {
            (Around::Memory, _) | (Around::Shared, Some(_)) => true,
            (_, Some(_)) => inside(&reference.elem, Around::Memory),
            (_, None) => inside(&reference.elem, Around::Shared),
        },
        Type::Slice(slice) => inside(&slice.elem, Around::Memory),
        Type::Array(array) => inside(&array.elem, Around::Memory),
        Type::Path(path) => vector(path).is_some_and(|elem| inside(elem, Around::Memory)),
        Type::Tuple(tuple) => tuple.elems.iter().any(|entry| inside(entry, around)),
        Type::Paren(inner) => inside(&inner.elem, around),
        Type::Group(inner) => inside(&inner.elem, around),
        _ => false,
    }
}

fn memory(cx: &mut Cx<'_>, form: Form, elem: &Type) -> Option<Shape<KindVar>> {
    let elem = shape(cx, elem)?;
    is_owned(&elem).then(|| Shape::Leaf(cx.kinds.memory(form, elem)))
}

/// Elements are values: memory does not hold references.
fn is_owned<T>(elem: &Shape<T>) -> bool {
    match elem {
        Shape::Leaf(_) => true,
        Shape::Tuple(entries) => entries.iter().all(is_owned),
        Shape::Ref(_) | Shape::Mut(_) => false,
    }
}

/// The element type of `Vec<T>`, by whatever path.
fn vector(path: &syn::TypePath) -> Option<&Type> {
    let last = path.path.segments.last().filter(|s| s.ident == "Vec" && path.qself.is_none())?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match arguments.args.first()? {
        GenericArgument::Type(ty) if arguments.args.len() == 1 => Some(ty),
        _ => None,
    }
}

fn primitive(cx: &Cx<'_>, path: &syn::TypePath) -> Option<Kind> {
    if path.qself.is_some() {
        return None;
    }
    let Some(name) = path.path.get_ident().map(ToString::to_string) else {
        // `Point<2>`, `ode::State`
        return cx.errors.alias(&text(&Type::Path(path.clone())));
    };
    if cx.dialect == crate::lower::state::cx::Dialect::Rule && name == "F" {
        return Some(Kind::F64);
    }
    if cx.floats.iter().any(|float| float.ident == name) {
        return Some(Kind::of_parameter(&name));
    }
    Kind::of_primitive(&name).or_else(|| cx.errors.alias(&name))
}
