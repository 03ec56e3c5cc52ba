//! Parameters that are views of ndarray's arrays.
//!
//! A view owns nothing, so it has no zero and no sum: what has a derivative is the array. The
//! companions of a function of views take arrays.
//!
//! ```text
//! fn f(x: ArrayView1<f64>) -> f64            fn f_jvp(x: ndarray::Array1<f64>, x_dot: ndarray::Array1<f64>) -> (f64, f64)
//! fn f(x: &ArrayView<'_, f64, Ix1>) -> f64   fn f_jvp(x: &ndarray::Array1<f64>, ..)
//! ```

use quote::{ToTokens, quote};
use syn::{GenericArgument, PathArguments, Type};

/// The type of what is viewed.
pub(super) fn owned(ty: &Type) -> Option<Type> {
    match ty {
        Type::Reference(reference) if reference.mutability.is_none() => {
            let mut reference = reference.clone();
            *reference.elem = owned(&reference.elem)?;
            Some(Type::Reference(reference))
        }
        Type::Paren(inner) => owned(&inner.elem),
        Type::Group(inner) => owned(&inner.elem),
        Type::Path(path) if path.qself.is_none() => {
            let last = path.path.segments.last()?;
            let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
            let types: Vec<&Type> = arguments.args.iter().filter_map(type_of).collect();
            let (elem, rank) = match (&*last.ident.to_string(), &types[..]) {
                ("ArrayView1", [elem]) => (elem, quote!(Array1)),
                ("ArrayView2", [elem]) => (elem, quote!(Array2)),
                ("ArrayView", [elem, dimension]) if is(dimension, "Ix1") => (elem, quote!(Array1)),
                ("ArrayView", [elem, dimension]) if is(dimension, "Ix2") => (elem, quote!(Array2)),
                _ => return None,
            };
            syn::parse2(quote!(::ndarray::#rank<#elem>)).ok()
        }
        _ => None,
    }
}

fn type_of(argument: &GenericArgument) -> Option<&Type> {
    match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    }
}

fn is(ty: &Type, name: &str) -> bool {
    matches!(ty, Type::Path(path) if path.path.segments.last().is_some_and(|last| last.to_token_stream().to_string() == name))
}
