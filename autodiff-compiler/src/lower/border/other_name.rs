//! A result that may be one float under another name: `-> Real`.
//!
//! Whether it is one, rustc knows. So there is a gradient, and it asks that of the type; of one
//! that is no float it is there, and cannot be called.

use crate::ir::{Form, Kind, Memory, Shape};
use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{GenericParam, ItemFn, ReturnType, Type, WhereClause};

/// The type of such a result: nothing that is written in the function makes one of the type by
/// its name.
pub(super) fn of_float(function: &ItemFn, result: &Shape<Kind>) -> Option<TokenStream> {
    let Shape::Leaf(Kind::Memory(Memory { form: Form::Data(_), .. })) = result else { return None };
    let ReturnType::Type(_, ty) = &function.sig.output else { return None };
    let Type::Path(path) = &**ty else { return None };
    let last = path.path.segments.last().filter(|last| last.arguments.is_empty() && last.ident != "Self")?;
    let is_parameter = |param: &GenericParam| matches!(param, GenericParam::Type(of) if of.ident == last.ident);
    let may_be = path.qself.is_none()
        && !function.sig.generics.params.iter().any(is_parameter)
        && !makes_one(function.block.to_token_stream(), &last.ident.to_string());
    may_be.then(|| ty.to_token_stream())
}

/// That the result is a float. Of a type that is none, a bound over all lifetimes is an error
/// where the companion is called, and not before.
pub(super) fn bound(krate: &TokenStream, clause: TokenStream, ty: &TokenStream) -> TokenStream {
    let clause: Option<WhereClause> = syn::parse2(clause).ok();
    let predicates = clause.iter().flat_map(|clause| &clause.predicates);
    quote!(where #(#predicates,)* for<'__any> #ty: #krate::__private::OneFloat)
}

/// Whether code makes a value by the name of a type: `V3 { .. }`, `V3(..)`, `V3::new(..)`.
fn makes_one(tokens: TokenStream, ty: &str) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    (0..tokens.len()).any(|i| match (&tokens[i], tokens.get(i + 1)) {
        (TokenTree::Group(group), _) => makes_one(group.stream(), ty),
        (TokenTree::Ident(name), Some(TokenTree::Group(_))) => name == ty,
        (TokenTree::Ident(name), Some(TokenTree::Punct(colon))) => name == ty && colon.as_char() == ':',
        _ => false,
    })
}
