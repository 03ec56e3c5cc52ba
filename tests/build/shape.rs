//! The types of arguments, tangents and cotangents, read off a signature.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, FnArg, GenericArgument, PathArguments, Signature, Type, TypePath};

/// A parameter as the tests pass it.
pub(crate) struct Param {
    /// The type of its owned value: without a reference, and a vector for a
    /// slice.
    pub(crate) owned: TokenStream,
    pub(crate) passing: Passing,
    /// Whether a value of this type can be copied.
    pub(crate) is_copy: bool,
    /// The type of its tangent and cotangent, if it has one.
    pub(crate) tangent: Option<TokenStream>,
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Passing {
    Value,
    Shared,
    InOut,
}

pub(crate) fn params(signature: &Signature) -> Result<Vec<Param>, String> {
    signature.inputs.iter().map(param).collect()
}

fn param(input: &FnArg) -> Result<Param, String> {
    let FnArg::Typed(input) = input else {
        return Err("the main function is a free function".into());
    };
    let passing = match &*input.ty {
        Type::Reference(reference) if reference.mutability.is_some() => Passing::InOut,
        Type::Reference(_) => Passing::Shared,
        _ => Passing::Value,
    };
    let tangent = if input.attrs.iter().any(is_constant) { None } else { tangent(&input.ty)? };
    Ok(Param { owned: owned(&input.ty), passing, is_copy: is_copy(&input.ty), tangent })
}

fn is_constant(attribute: &Attribute) -> bool {
    attribute.path().is_ident("constant")
}

/// How a value of this type is owned.
fn owned(ty: &Type) -> TokenStream {
    match ty {
        Type::Reference(reference) => owned(&reference.elem),
        Type::Slice(slice) => vec_of(&owned(&slice.elem)),
        Type::Array(array) => {
            let (elem, len) = (owned(&array.elem), &array.len);
            quote! { [#elem; #len] }
        }
        Type::Tuple(tuple) => {
            let entries = tuple.elems.iter().map(owned);
            quote! { (#(#entries,)*) }
        }
        Type::Path(path) => match vector(path) {
            Some(elem) => vec_of(&owned(elem)),
            None => path.to_token_stream(),
        },
        other => other.to_token_stream(),
    }
}

fn vec_of(elem: &TokenStream) -> TokenStream {
    quote! { ::std::vec::Vec<#elem> }
}

/// The type of the elements, if this is a vector.
fn vector(path: &TypePath) -> Option<&Type> {
    let last = path.path.segments.last().filter(|segment| segment.ident == "Vec")?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match arguments.args.first()? {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    }
}

fn is_copy(ty: &Type) -> bool {
    match ty {
        Type::Reference(reference) => is_copy(&reference.elem),
        Type::Slice(_) => false,
        Type::Array(array) => is_copy(&array.elem),
        Type::Tuple(tuple) => tuple.elems.iter().all(is_copy),
        Type::Path(path) => vector(path).is_none(),
        _ => true,
    }
}

/// The tangent type of a value of type `ty`; `None` if it has no float in it.
pub(crate) fn tangent(ty: &Type) -> Result<Option<TokenStream>, String> {
    match ty {
        Type::Paren(inner) => tangent(&inner.elem),
        Type::Group(inner) => tangent(&inner.elem),
        Type::Reference(inner) => tangent(&inner.elem),
        Type::Slice(slice) => Ok(tangent(&slice.elem)?.map(|elem| vec_of(&elem))),
        Type::Array(array) => {
            let len = &array.len;
            Ok(tangent(&array.elem)?.map(|elem| quote! { [#elem; #len] }))
        }
        Type::Tuple(tuple) => tuple_tangent(tuple),
        Type::Path(path) if is_float(ty) => Ok(Some(path.to_token_stream())),
        Type::Path(path) if vector(path).is_some() => {
            let elem = vector(path).map(tangent).transpose()?.flatten();
            Ok(elem.map(|elem| vec_of(&elem)))
        }
        Type::Path(path) if path.path.get_ident().is_some_and(|name| is_inactive(&name.to_string())) => Ok(None),
        _ => Err(format!("`{}` needs `#[constant]`, or is not known to the tests", ty.to_token_stream())),
    }
}

/// Entry by entry, with `()` in the place of an integer or a `bool`.
fn tuple_tangent(tuple: &syn::TypeTuple) -> Result<Option<TokenStream>, String> {
    let entries = tuple.elems.iter().map(tangent).collect::<Result<Vec<_>, _>>()?;
    if entries.iter().all(Option::is_none) {
        return Ok(None);
    }
    let entries = entries.iter().zip(&tuple.elems).map(|(entry, ty)| match entry {
        Some(tangent) => tangent.clone(),
        None => inactive_tangent(ty),
    });
    Ok(Some(quote! { (#(#entries,)*) }))
}

/// An inactive tuple inside an active one keeps its shape: `(i32, bool)`
/// has the tangent `((), ())` there.
fn inactive_tangent(ty: &Type) -> TokenStream {
    let Type::Tuple(tuple) = ty else {
        return quote! { () };
    };
    let entries = tuple.elems.iter().map(inactive_tangent);
    quote! { (#(#entries,)*) }
}

pub(crate) fn is_float(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.is_ident("f64") || path.path.is_ident("f32"))
}

fn is_inactive(name: &str) -> bool {
    const NAMES: &[&str] =
        &["i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128", "usize", "bool"];
    NAMES.contains(&name)
}
