//! Conditional compilation inside a function: `#[cfg(..)]` and `#[cfg_attr(..)]`.
//!
//! rustc decides the conditions inside an item after the attribute macros on it have
//! run, so the macro sees them undecided. It lets rustc decide: the companions of a
//! function with a condition come from two copies of it, one under `#[cfg(P)]` in
//! which `P` holds, and one under `#[cfg(not(P))]` in which it fails. rustc keeps one
//! of the copies, and that one has a condition less.
//!
//! ```text
//! #[grad] fn f(x: f64) -> f64 { #[cfg(P)] return 2.0 * x; x }
//!     fn f(x: f64) -> f64 { #[cfg(P)] return 2.0 * x; x }
//!     #[cfg(P)]      #[companions] fn f(x: f64) -> f64 { return 2.0 * x; x }
//!     #[cfg(not(P))] #[companions] fn f(x: f64) -> f64 { x }
//! ```
//!
//! The function itself is left to rustc as it stands. The decision record "Rustc decides
//! conditions" has what else there is.

use super::attribute::{self, visit_arguments};
use crate::errors::{Errors, Message};
use crate::lower::state::cx::error_at;
use crate::std_names;
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, ItemFn, Meta, Token};

/// What rustc says of a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Holds,
    Fails,
}

/// The first condition inside the function that rustc has not decided yet.
pub(crate) fn condition(function: &ItemFn) -> Option<TokenStream> {
    struct Search(Option<TokenStream>);
    impl VisitMut for Search {
        fn visit_attributes_mut(&mut self, attrs: &mut Vec<Attribute>) {
            if self.0.is_none() {
                self.0 = attrs.iter().find_map(Conditional::of).map(|conditional| conditional.predicate);
            }
        }

        fn visit_item_mut(&mut self, item: &mut syn::Item) {
            self.visit_attributes_mut(&mut leading(item));
        }

        fn visit_macro_mut(&mut self, mac: &mut syn::Macro) {
            visit_arguments(self, mac);
        }
    }
    let mut search = Search(None);
    // Only this kind of visitor is compiled in, so it reads a copy.
    visit(&mut search, &mut function.clone());
    search.0
}

/// The function where rustc has decided one of its conditions.
pub(crate) fn decided(errors: &Errors, function: &ItemFn, condition: &TokenStream, verdict: Verdict) -> ItemFn {
    let mut function = function.clone();
    visit(&mut Decision { errors, condition: condition.to_string(), verdict }, &mut function);
    function
}

/// The attributes of the function itself are decided before those in it.
fn visit(visitor: &mut impl VisitMut, function: &mut ItemFn) {
    visitor.visit_signature_mut(&mut function.sig);
    visitor.visit_block_mut(&mut function.block);
}

/// An attribute that depends on a condition.
struct Conditional {
    predicate: TokenStream,
    /// What `#[cfg_attr(..)]` stands for; `None` of a `#[cfg(..)]`.
    attrs: Option<Vec<Attribute>>,
}

impl Conditional {
    /// `None` where the attribute is no condition, or one that cannot matter.
    fn of(attr: &Attribute) -> Option<Conditional> {
        let Meta::List(list) = &attr.meta else { return None };
        if attr.path().is_ident("cfg") {
            return Some(Conditional { predicate: list.tokens.clone(), attrs: None });
        }
        if !attr.path().is_ident("cfg_attr") || is_inert(attr) {
            return None;
        }
        let (predicate, metas) = conditional_attributes.parse2(list.tokens.clone()).ok()?;
        let attrs = metas.into_iter().map(|meta| Attribute { meta, ..attr.clone() }).collect();
        Some(Conditional { predicate, attrs: Some(attrs) })
    }
}

/// Whether it is of no account if a `#[cfg_attr(..)]` holds.
pub(crate) fn is_inert(attr: &Attribute) -> bool {
    let Meta::List(list) = &attr.meta else { return false };
    let metas = conditional_attributes.parse2(list.tokens.clone()).map(|(_, metas)| metas);
    let all_inert = |metas: Punctuated<Meta, Token![,]>| {
        metas.iter().all(|meta| std_names::is_inert_attribute(&attribute::name(meta.path())))
    };
    attr.path().is_ident("cfg_attr") && metas.is_ok_and(all_inert)
}

/// `P, a, b(..)`
fn conditional_attributes(input: ParseStream<'_>) -> syn::Result<(TokenStream, Punctuated<Meta, Token![,]>)> {
    let mut predicate = TokenStream::new();
    while !input.peek(Token![,]) {
        predicate.extend([input.parse::<TokenTree>()?]);
    }
    input.parse::<Token![,]>()?;
    Ok((predicate, input.call(Punctuated::parse_terminated)?))
}

/// The attributes that a piece of syntax begins with.
fn leading(syntax: &dyn ToTokens) -> Vec<Attribute> {
    taken_off(syntax).map(|(attrs, _)| attrs).unwrap_or_default()
}

fn taken_off(syntax: &dyn ToTokens) -> syn::Result<(Vec<Attribute>, TokenStream)> {
    let parser = |input: ParseStream<'_>| Ok((input.call(Attribute::parse_outer)?, input.parse::<TokenStream>()?));
    parser.parse2(syntax.to_token_stream())
}

/// Makes what rustc makes of a function when it decides a condition.
struct Decision<'e> {
    errors: &'e Errors,
    condition: String,
    verdict: Verdict,
}

impl Decision<'_> {
    fn decides(&self, conditional: &Conditional) -> bool {
        conditional.predicate.to_string() == self.condition
    }

    /// Whether rustc leaves this out.
    fn leaves_out(&self, syntax: &dyn ToTokens) -> bool {
        let is_off = |attr: &Attribute| {
            Conditional::of(attr).is_some_and(|conditional| conditional.attrs.is_none() && self.decides(&conditional))
        };
        self.verdict == Verdict::Fails && leading(syntax).iter().any(is_off)
    }

    fn thin<T: ToTokens, P: Default>(&self, list: &mut Punctuated<T, P>) {
        *list = std::mem::take(list).into_pairs().filter(|pair| !self.leaves_out(pair.value())).collect();
    }
}

impl VisitMut for Decision<'_> {
    fn visit_attributes_mut(&mut self, attrs: &mut Vec<Attribute>) {
        for attr in std::mem::take(attrs) {
            match Conditional::of(&attr).filter(|conditional| self.decides(conditional)) {
                None => attrs.push(attr),
                Some(Conditional { attrs: Some(given), .. }) => {
                    attrs.extend(given.into_iter().filter(|_| self.verdict == Verdict::Holds));
                }
                Some(_) if self.verdict == Verdict::Holds => {}
                // What stands in no list cannot be left out.
                Some(_) => {
                    self.errors.report(error_at(&attr, Message::ConditionMisplaced));
                }
            }
        }
    }

    fn visit_block_mut(&mut self, block: &mut syn::Block) {
        block.stmts.retain(|stmt| !self.leaves_out(stmt));
        visit_mut::visit_block_mut(self, block);
    }

    /// What is inside of an item is repeated, and left to rustc.
    fn visit_item_mut(&mut self, item: &mut syn::Item) {
        let Ok((mut attrs, rest)) = taken_off(item) else { return };
        self.visit_attributes_mut(&mut attrs);
        let tokens: TokenStream = attrs.iter().map(ToTokens::to_token_stream).chain([rest]).collect();
        if let Ok(decided) = syn::parse2(tokens) {
            *item = decided;
        }
    }

    fn visit_macro_mut(&mut self, mac: &mut syn::Macro) {
        visit_arguments(self, mac);
    }

    fn visit_expr_match_mut(&mut self, e: &mut syn::ExprMatch) {
        e.arms.retain(|arm| !self.leaves_out(arm));
        visit_mut::visit_expr_match_mut(self, e);
    }

    fn visit_expr_call_mut(&mut self, e: &mut syn::ExprCall) {
        self.thin(&mut e.args);
        visit_mut::visit_expr_call_mut(self, e);
    }

    fn visit_expr_method_call_mut(&mut self, e: &mut syn::ExprMethodCall) {
        self.thin(&mut e.args);
        visit_mut::visit_expr_method_call_mut(self, e);
    }

    fn visit_expr_array_mut(&mut self, e: &mut syn::ExprArray) {
        self.thin(&mut e.elems);
        visit_mut::visit_expr_array_mut(self, e);
    }

    fn visit_expr_tuple_mut(&mut self, e: &mut syn::ExprTuple) {
        self.thin(&mut e.elems);
        visit_mut::visit_expr_tuple_mut(self, e);
    }

    fn visit_expr_struct_mut(&mut self, e: &mut syn::ExprStruct) {
        self.thin(&mut e.fields);
        visit_mut::visit_expr_struct_mut(self, e);
    }

    fn visit_pat_struct_mut(&mut self, pat: &mut syn::PatStruct) {
        self.thin(&mut pat.fields);
        visit_mut::visit_pat_struct_mut(self, pat);
    }

    fn visit_expr_closure_mut(&mut self, e: &mut syn::ExprClosure) {
        self.thin(&mut e.inputs);
        visit_mut::visit_expr_closure_mut(self, e);
    }

    fn visit_signature_mut(&mut self, sig: &mut syn::Signature) {
        self.thin(&mut sig.inputs);
        visit_mut::visit_signature_mut(self, sig);
    }

    fn visit_generics_mut(&mut self, generics: &mut syn::Generics) {
        self.thin(&mut generics.params);
        visit_mut::visit_generics_mut(self, generics);
    }
}
