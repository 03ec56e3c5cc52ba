//! The types of tangents and cotangents, read off the types of a signature.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, FnArg, Signature, Type};

/// A parameter as the tests pass it.
pub(crate) struct Param {
    /// The type of its entry in `POINTS`: its own, without a reference.
    pub(crate) owned: TokenStream,
    pub(crate) by_reference: bool,
    /// The type of its tangent and cotangent, if it has one.
    pub(crate) tangent: Option<TokenStream>,
}

pub(crate) fn params(signature: &Signature) -> Result<Vec<Param>, String> {
    signature.inputs.iter().map(param).collect()
}

fn param(input: &FnArg) -> Result<Param, String> {
    let FnArg::Typed(input) = input else {
        return Err("the main function is a free function".into());
    };
    let (owned, by_reference) = match &*input.ty {
        Type::Reference(reference) => (&*reference.elem, true),
        ty => (ty, false),
    };
    let tangent = if input.attrs.iter().any(is_constant) { None } else { tangent(owned)? };
    Ok(Param { owned: owned.to_token_stream(), by_reference, tangent })
}

fn is_constant(attribute: &Attribute) -> bool {
    attribute.path().is_ident("constant")
}

/// The tangent type of a value of type `ty`; `None` if it has no float in it.
pub(crate) fn tangent(ty: &Type) -> Result<Option<TokenStream>, String> {
    match ty {
        Type::Paren(inner) => tangent(&inner.elem),
        Type::Group(inner) => tangent(&inner.elem),
        Type::Tuple(tuple) => tuple_tangent(tuple),
        Type::Path(path) if is_float(ty) => Ok(Some(path.to_token_stream())),
        Type::Path(path) if path.path.get_ident().is_some_and(|name| is_inactive(&name.to_string())) => Ok(None),
        _ => Err(format!("`{}` needs `#[constant]`, or is not scalar", ty.to_token_stream())),
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
