//! `#[grad] impl Stats for [f64]`: the companions of methods of a type that takes no `impl` of
//! anybody's.
//!
//! They are methods of a trait that stands beside the `impl`, and are found where that is in
//! scope. `self` is a slice there, as a parameter would be.
//!
//! ```text
//! impl Stats for [f64] {              trait StatsDerivativesOfSliceF64 {
//!     fn mean(&self) -> f64 { .. }        fn mean_jvp(&self, self_dot: &[f64]) -> (f64, f64);
//! }                                   }
//!                                     impl StatsDerivativesOfSliceF64 for [f64] { .. }
//! ```

use super::members::Method;
use super::written::WrittenOut;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use syn::{FnArg, Generics, ImplItem, ItemImpl, Pat, Path, Signature, Type, Visibility, parse_quote};

/// Whether a type is one of std's, that has elements.
pub(super) fn is_of_std(ty: &Type) -> bool {
    match ty {
        Type::Slice(_) | Type::Array(_) | Type::Tuple(_) => true,
        Type::Path(path) => path.qself.is_none() && path.path.segments.last().is_some_and(|last| last.ident == "Vec"),
        _ => false,
    }
}

/// The methods with `self` as a parameter of its type.
pub(super) fn methods(self_ty: &Type, types: &[(Ident, Type)], methods: Vec<Method>) -> Vec<Method> {
    let receiver = Ident::new("self", Span::call_site());
    let written = WrittenOut { whole: self_ty, types: types.to_vec(), receiver };
    let one = |mut method: Method| {
        written.function(&mut method.function);
        if let Some(FnArg::Receiver(receiver)) = method.function.sig.inputs.first_mut() {
            let (attrs, token) = (&receiver.attrs, &receiver.self_token);
            let typed: Option<FnArg> = match &receiver.kind {
                syn::ReceiverKind::Reference(and, lifetime, mutability) => {
                    Some(parse_quote!(#(#attrs)* #token: #and #lifetime #mutability #self_ty))
                }
                syn::ReceiverKind::Value => {
                    let mutability = &receiver.mutability;
                    Some(parse_quote!(#(#attrs)* #mutability #token: #self_ty))
                }
                _ => None,
            };
            if let (Some(typed), Some(first)) = (typed, method.function.sig.inputs.first_mut()) {
                *first = typed;
            }
        }
        method
    };
    methods.into_iter().map(one).collect()
}

/// The trait of the companions, and its `impl`.
pub(super) fn companions(of: &Path, generics: &Generics, self_ty: &Type, companions: &TokenStream) -> TokenStream {
    let block: Result<ItemImpl, _> = syn::parse2(quote!(impl #self_ty { #companions }));
    let Ok(mut block) = block else { return companions.clone() };
    let mut declared = TokenStream::new();
    for item in &mut block.items {
        if let ImplItem::Fn(companion) = item {
            companion.vis = Visibility::Inherited;
            let (attrs, sig) = (&companion.attrs, without_patterns(&companion.sig));
            declared.extend(quote!(#(#attrs)* #sig;));
            companion.attrs.retain(|attr| !attr.path().is_ident("doc"));
        }
    }
    let name = name(of, self_ty);
    let (parameters, arguments, clause) = generics.split_for_impl();
    let items = &block.items;
    quote! {
        #[doc(hidden)]
        #[allow(missing_docs, private_interfaces, private_bounds, unreachable_pub, dead_code, clippy::all, clippy::pedantic)]
        pub trait #name #parameters #clause { #declared }
        impl #parameters #name #arguments for #self_ty #clause { #(#items)* }
    }
}

/// A method without a body has names for its parameters.
fn without_patterns(sig: &Signature) -> Signature {
    let mut sig = sig.clone();
    for (i, input) in sig.inputs.iter_mut().enumerate() {
        if let FnArg::Typed(param) = input {
            let name = match &*param.pat {
                Pat::Ident(pat) => pat.ident.clone(),
                _ => format_ident!("p{}", i + 1),
            };
            *param.pat = parse_quote!(#name);
        }
    }
    sig
}

/// A name that says of which trait and type it is.
fn name(of: &Path, self_ty: &Type) -> Ident {
    let (last, span) = match of.segments.last() {
        Some(last) => (last.ident.to_string(), last.ident.span()),
        None => (String::new(), Span::call_site()),
    };
    let form = match self_ty {
        Type::Slice(_) => "Slice",
        Type::Array(_) => "Array",
        Type::Tuple(_) => "Tuple",
        _ => "",
    };
    Ident::new(&format!("{last}DerivativesOf{form}{}", words(self_ty.to_token_stream())), span)
}

/// The words of a type, each with a capital.
fn words(tokens: TokenStream) -> String {
    let word = |token: TokenTree| match token {
        TokenTree::Ident(word) => capital(&word.to_string()),
        TokenTree::Group(group) => words(group.stream()),
        TokenTree::Literal(number) => number.to_string().chars().filter(char::is_ascii_alphanumeric).collect(),
        TokenTree::Punct(_) => String::new(),
    };
    tokens.into_iter().map(word).collect()
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
