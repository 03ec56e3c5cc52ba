//! A result that is one float, or none: `Option<f64>`, `Result<f64, E>`. Then the gradient is one, or
//! none: `Result<(f64, f64), E>`.

use super::types;
use crate::ir::Kind;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{GenericArgument, PathArguments, ReturnType, Type};

/// Such a result.
#[derive(Debug)]
pub(crate) struct Fallible {
    pub(crate) float: Kind,
    /// The variant that has the float.
    pub(crate) there: TokenStream,
    /// The type up to its parameters, and those behind the float.
    path: TokenStream,
    others: Vec<TokenStream>,
}

impl Fallible {
    /// The same type around something else.
    pub(crate) fn around(&self, ty: &TokenStream) -> TokenStream {
        let Fallible { path, others, .. } = self;
        quote!(#path<#ty #(, #others)*>)
    }
}

/// It, if the function gives one. That the type is std's, generated code says by the variant.
pub(crate) fn fallible(output: &ReturnType) -> Option<Fallible> {
    let ReturnType::Type(_, ty) = output else { return None };
    let Type::Path(path) = &**ty else { return None };
    let mut path = path.clone();
    let last = path.path.segments.last_mut()?;
    let there = match last.ident.to_string().as_str() {
        "Option" => quote!(Some),
        "Result" => quote!(Ok),
        _ => return None,
    };
    let PathArguments::AngleBracketed(arguments) = std::mem::take(&mut last.arguments) else { return None };
    let mut arguments = arguments.args.iter();
    let GenericArgument::Type(float) = arguments.next()? else { return None };
    let float = Kind::of_primitive(&types::text(float)).filter(|kind| kind.is_float())?;
    let others = arguments.map(ToTokens::to_token_stream).collect();
    Some(Fallible { float, there, path: path.into_token_stream(), others })
}
