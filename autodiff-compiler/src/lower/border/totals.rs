//! `#[grad] impl Sum for V3 { .. }`: the method of a total, as a function of a slice.
//!
//! What the body does with its items is its own affair, so it is differentiated as it stands:
//!
//! ```text
//! impl Sum for V3 {                                  fn total_sum(items: &[V3]) -> V3 {
//!     fn sum<I: Iterator<Item = Self>>(iter: I)          let iter = items.iter().cloned();
//!         -> Self {                                      iter.fold(V3::ZERO, |a, b| a + b)
//!         iter.fold(Self::ZERO, |a, b| a + b)        }
//!     }
//! }
//! ```

use super::impls::Impl;
use super::members::Method;
use super::operators::{Taken, operand, right_side, without_arguments};
use super::signature::mentions;
use super::written::WrittenOut;
use crate::errors::{Errors, Message};
use crate::lower::state::cx::error_at;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{FnArg, ItemFn, Type};

/// The `impl` of a total.
pub(crate) struct Total {
    /// The traits of std and of core have this name.
    pub(crate) name: Ident,
    /// As the user calls the trait, without its arguments.
    pub(crate) path: TokenStream,
    pub(crate) method: Ident,
    /// What the items are, and how the method has them.
    pub(crate) item: TokenStream,
    pub(crate) taken: Taken,
    pub(crate) output: TokenStream,
    /// `<'a, T: Real>`
    pub(crate) generics: TokenStream,
    /// The method as a function.
    pub(crate) function: ItemFn,
    /// The arguments of its own `#[grad]`, if it has one.
    pub(crate) arguments: Option<TokenStream>,
}

/// The total, if the `impl` is that of one.
pub(crate) fn total(errors: &Errors, of: &Impl) -> Option<Total> {
    let path = of.trait_path()?;
    let last = path.segments.last()?;
    let method = match last.ident.to_string().as_str() {
        "Sum" => "sum",
        "Product" => "product",
        _ => return None,
    };
    let mut methods = of.methods();
    let at = methods.iter().position(|given| given.function.sig.ident == method)?;
    let Method { function, arguments, .. } = methods.swap_remove(at);
    let item = of.item();
    let whole = (*item.self_ty).clone();
    let written = WrittenOut { whole: &whole, types: of.types(), receiver: Ident::new("self_", Span::call_site()) };
    let given = right_side(path).map_or_else(|| whole.clone(), |given| written.ty(given));
    let super::operators::Operand { ty, taken } = operand(&given);
    let Some(function) = of_slice(&written, (&ty, taken), item, function) else {
        errors.report(error_at(&item.self_ty, Message::OperatorOperands));
        return None;
    };
    Some(Total {
        name: last.ident.clone(),
        path: without_arguments(path),
        method: Ident::new(method, last.ident.span()),
        item: ty,
        taken,
        output: whole.to_token_stream(),
        generics: item.generics.params.to_token_stream(),
        function,
        arguments,
    })
}

/// The method as a function of a slice, of which the iterator is made.
fn of_slice(
    written: &WrittenOut<'_>,
    (item, taken): (&TokenStream, Taken),
    block: &syn::ItemImpl,
    mut function: ItemFn,
) -> Option<ItemFn> {
    let FnArg::Typed(iterator) = function.sig.inputs.first()?.clone() else { return None };
    let mut items = "items".to_owned();
    while mentions(&function.to_token_stream(), &items) {
        items.push('_');
    }
    let items = Ident::new(&items, Span::call_site());
    let (pat, body): (_, &Vec<syn::Stmt>) = (&iterator.pat, &function.block.stmts);
    let by_value = (taken == Taken::ByValue).then(|| quote!(.cloned()));
    let block_of = quote!({ let #pat = #items.iter() #by_value; #(#body)* });
    function.block = syn::parse2(block_of).ok()?;
    function.sig.inputs =
        syn::parse::Parser::parse2(syn::punctuated::Punctuated::parse_terminated, quote!(#items: &[#item])).ok()?;
    let whole: &Type = written.whole;
    function.sig.output = syn::parse2(quote!(-> #whole)).ok()?;
    function.sig.generics = block.generics.clone();
    function.vis = syn::Visibility::Inherited;
    written.function(&mut function);
    function.sig.ident = Ident::new(&format!("total_{}", function.sig.ident), function.sig.ident.span());
    Some(function)
}
