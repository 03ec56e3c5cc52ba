//! Types that the macro does not look into: which of them have no float for
//! sure, and what to write instead of the others.

use super::generics::is_called_as_numbers_are;
use super::generics::is_vector;
use super::types;
use crate::errors::Message;
use crate::ir::Kind;
use quote::ToTokens;
use syn::{GenericParam, Generics, Type, TypeParamBound};

/// Whether nothing of a type has a derivative: it is made of text, characters,
/// integers and truth values.
pub(crate) fn is_inert(ty: &Type) -> bool {
    match ty {
        Type::Path(path) => {
            let is_name = path.path.get_ident().is_some_and(|name| {
                let name = name.to_string();
                name == "str" || name == "char" || Kind::of_primitive(&name).is_some_and(|kind| !kind.is_float())
            });
            is_name || payload(ty).is_some_and(|(_, inner)| is_inert(inner))
        }
        Type::Reference(reference) => reference.mutability.is_none() && is_inert(&reference.elem),
        Type::Slice(slice) => is_inert(&slice.elem),
        Type::Array(array) => is_inert(&array.elem),
        Type::Tuple(tuple) => tuple.elems.iter().all(is_inert),
        Type::Paren(inner) => is_inert(&inner.elem),
        Type::Group(inner) => is_inert(&inner.elem),
        _ => false,
    }
}

/// Whether a type is one of which rustc knows how it is differentiated. What has no
/// floats in it for sure is not, nor what the macro takes apart itself.
pub(crate) fn is_data(ty: &Type, type_parameters: &[String]) -> bool {
    let Type::Path(path) = ty else { return false };
    let Some(last) = path.path.segments.last() else { return false };
    let name = last.ident.to_string();
    let is_parameter = path.path.get_ident().is_some_and(|name| type_parameters.contains(&name.to_string()));
    let is_known = matches!(name.as_str(), "String" | "Rc" | "Arc" | "Cow")
        || (name == "Box" && arguments(last).any(|inside| matches!(inside, Type::TraitObject(_) | Type::Slice(_))));
    // What is behind a reference is nobody's own, and has no derivative there.
    let holds_reference = matches!(name.as_str(), "Option" | "Result") && arguments(last).any(is_reference);
    // What borrows for a time that has no name cannot be returned.
    let text = types::text(ty);
    let borrows = text.contains("'_") || (name.starts_with("ArrayView") && !text.contains('\''));
    // Whether a function has filled what it is given is taken apart as any other result is.
    let is_inert = is_inert(ty) && name != "Result";
    !is_parameter && !is_known && !is_inert && !mentions_call(ty) && !holds_reference && !borrows
}

/// The type parameters that are no data: functions, and what stands for a float.
pub(crate) fn no_data(generics: &Generics) -> Vec<String> {
    let is_none = |param: &&syn::TypeParam| {
        let written = generics.where_clause.iter().flat_map(|clause| &clause.predicates);
        let bounds = written.filter_map(|predicate| match predicate {
            syn::WherePredicate::Type(of) if param.ident == of.bounded_ty.to_token_stream().to_string() => {
                Some(&of.bounds)
            }
            _ => None,
        });
        let all: Vec<_> = param.bounds.iter().chain(bounds.flatten()).collect();
        (all.is_empty() && !is_vector(&param.ident, &[generics]))
            || all
                .into_iter()
                .any(|bound| is_call(bound) || (is_of_floats(bound) && !is_vector(&param.ident, &[generics])))
    };
    generics.type_params().filter(is_none).map(|param| param.ident.to_string()).collect()
}

/// Whether a bound says that a type is a number.
fn is_of_floats(bound: &TypeParamBound) -> bool {
    let names = ["Float", "FloatCore", "Real", "RealField", "ComplexField", "Num", "NumCast", "FromPrimitive"];
    let operators = ["Add", "Sub", "Mul", "Div", "Neg", "Rem"];
    matches!(bound, TypeParamBound::Trait(of) if of.path.segments.last().is_some_and(|last| {
        let name = last.ident.to_string();
        names.contains(&name.as_str()) || operators.contains(&name.as_str()) || is_called_as_numbers_are(&of.path)
    }))
}

pub(super) fn is_reference(ty: &Type) -> bool {
    match ty {
        Type::Reference(_) => true,
        Type::Tuple(tuple) => tuple.elems.iter().any(is_reference),
        Type::Paren(inner) => is_reference(&inner.elem),
        _ => false,
    }
}

/// Whether a type has a lifetime, besides that of a reference to it.
pub(crate) fn mentions_lifetime(ty: &Type) -> bool {
    types::text(behind_references(ty)).contains('\'')
}

/// The types in the angle brackets.
fn arguments(segment: &syn::PathSegment) -> impl Iterator<Item = &Type> {
    let all = match &segment.arguments {
        syn::PathArguments::AngleBracketed(of) => Some(&of.args),
        _ => None,
    };
    all.into_iter().flatten().filter_map(|argument| match argument {
        syn::GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

/// What the values of an `Option` or a `Result` are, as its type is written.
pub(crate) fn payload(ty: &Type) -> Option<(&'static str, &Type)> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    let variant = match last.ident.to_string().as_str() {
        "Option" => "Some",
        "Result" => "Ok",
        _ => return None,
    };
    Some((variant, arguments(last).next()?))
}

/// Why the type of a differentiable parameter is refused.
pub(crate) fn parameter(ty: &Type, generics: &Generics) -> Message {
    let text = types::text(ty);
    let last = last_segment(ty);
    if is_function(ty, generics) {
        Message::FunctionParameter { ty: text }
    } else if type_parameter(ty, generics).is_some() || matches!(behind_references(ty), Type::ImplTrait(_)) {
        Message::TypeParameter { ty: text }
    } else if matches!(last.as_deref(), Some("Option" | "Result")) {
        Message::OptionParameter { ty: text }
    } else if is_object(ty) {
        Message::ObjectParameter { ty: text }
    } else if last.as_deref() == Some("String") {
        Message::TextParameter { ty: text }
    } else {
        Message::UnknownParameterType { ty: text }
    }
}

/// `&dyn Model`, `&[Box<dyn Model>]`: nobody else has it.
fn is_object(ty: &Type) -> bool {
    match behind_references(ty) {
        Type::TraitObject(_) => true,
        Type::Slice(of) => is_object(&of.elem),
        Type::Array(of) => is_object(&of.elem),
        Type::Path(path) => path
            .path
            .segments
            .last()
            .is_some_and(|last| !matches!(&*last.ident.to_string(), "Rc" | "Arc") && arguments(last).any(is_object)),
        _ => false,
    }
}

/// Why the type of the result is refused.
pub(crate) fn result(ty: &Type) -> Message {
    let text = types::text(ty);
    match last_segment(ty).as_deref() {
        _ if is_function(ty, &Generics::default()) => Message::FunctionResult { ty: text },
        Some("Option" | "Result") => Message::OptionResult { ty: text },
        _ => Message::UnknownResultType { ty: text },
    }
}

/// A type without the references and brackets around it.
pub(super) fn behind_references(ty: &Type) -> &Type {
    match ty {
        Type::Reference(reference) => behind_references(&reference.elem),
        Type::Paren(inner) => behind_references(&inner.elem),
        Type::Group(inner) => behind_references(&inner.elem),
        ty => ty,
    }
}

fn last_segment(ty: &Type) -> Option<String> {
    match behind_references(ty) {
        Type::Path(path) => path.path.segments.last().map(|segment| segment.ident.to_string()),
        _ => None,
    }
}

fn type_parameter<'g>(ty: &Type, generics: &'g Generics) -> Option<&'g syn::TypeParam> {
    let Type::Path(path) = behind_references(ty) else { return None };
    let name = path.path.get_ident()?;
    generics.params.iter().find_map(|param| match param {
        GenericParam::Type(param) if param.ident == *name => Some(param),
        _ => None,
    })
}

/// `impl Fn(f64) -> f64`, `&dyn Fn(f64) -> f64`, `fn(f64) -> f64`, `F` with such a bound,
/// and memory of these.
pub(crate) fn is_function(ty: &Type, generics: &Generics) -> bool {
    match behind_references(ty) {
        Type::Slice(of) => is_function(&of.elem, generics),
        Type::Array(of) => is_function(&of.elem, generics),
        Type::Tuple(of) => of.elems.iter().any(|entry| is_function(entry, generics)),
        Type::ImplTrait(of) => of.bounds.iter().any(is_call),
        Type::TraitObject(of) => of.bounds.iter().any(is_call),
        Type::FnPtr(_) => true,
        Type::Path(_) => match type_parameter(ty, generics) {
            Some(param) => param.bounds.iter().any(is_call) || is_function_where(&param.ident, generics),
            None => mentions_call(ty),
        },
        _ => false,
    }
}

/// `where F: Fn(f64) -> f64`
fn is_function_where(name: &syn::Ident, generics: &Generics) -> bool {
    generics.where_clause.iter().flat_map(|clause| &clause.predicates).any(|predicate| match predicate {
        syn::WherePredicate::Type(of) => {
            *name == of.bounded_ty.to_token_stream().to_string() && of.bounds.iter().any(is_call)
        }
        _ => false,
    })
}

pub(super) fn is_call(bound: &TypeParamBound) -> bool {
    matches!(bound, TypeParamBound::Trait(of)
        if of.path.segments.last().is_some_and(|s| matches!(s.ident.to_string().as_str(), "Fn" | "FnMut" | "FnOnce")))
}

/// `Box<dyn Fn(f64) -> f64>`, `Option<&dyn Fn(f64) -> f64>`
pub(super) fn mentions_call(ty: &Type) -> bool {
    let Type::Path(path) = behind_references(ty) else { return false };
    path.path.segments.iter().flat_map(arguments).any(|ty| is_function(ty, &Generics::default()))
}
