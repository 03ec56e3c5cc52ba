//! A result that may be one float under another name: `-> Real`.
//!
//! Whether it is one, rustc knows. So there is a gradient, and it asks that of the type; of one
//! that is no float it is there, and cannot be called.

use crate::ir::{Form, Kind, Memory, Shape};
use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{GenericParam, ItemFn, ReturnType, Type, WhereClause};

/// Whether a function of this result may give a float: nothing that is written in it makes one
/// of the type by its name.
pub(super) fn may_be_float(function: &ItemFn, result: &Shape<Kind>) -> bool {
    let Shape::Leaf(Kind::Memory(Memory { form: Form::Data(_), .. })) = result else { return false };
    let ReturnType::Type(_, ty) = &function.sig.output else { return false };
    let Type::Path(path) = &**ty else { return false };
    let Some(last) = path.path.segments.last().filter(|last| last.arguments.is_empty()) else { return false };
    let is_parameter = |param: &GenericParam| matches!(param, GenericParam::Type(of) if of.ident == last.ident);
    path.qself.is_none()
        && last.ident != "Self"
        && !function.sig.generics.params.iter().any(is_parameter)
        && !makes_one(function.block.to_token_stream(), &last.ident.to_string())
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
