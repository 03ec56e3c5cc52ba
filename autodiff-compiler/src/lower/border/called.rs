//! Parameters that are called, `law(x, y)`, and whose type is a name: `type Law = fn(f64, f64) -> f64`.
//!
//! What such a function takes is what the calls give it, as far as that is written, and numbers
//! otherwise; it gives a number. That is a guess, and each companion proves it:
//!
//! ```text
//! let _ = |of: &Law| { let _: &dyn Fn(f64, f64) -> f64 = of; };
//! ```

use super::{types, unseen};
use crate::ir::Kind;
use crate::lower::tokens::hygiene;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, ExprCall, FnArg, Pat, PatType, ReturnType, Signature, Type, UnOp};

/// What the function takes and gives.
pub(super) fn signature(sig: &Signature, body: &Block, param: &PatType) -> Option<(Vec<Type>, ReturnType)> {
    let Pat::Ident(name) = &*param.pat else { return None };
    let own = unseen::behind_references(&param.ty);
    let is_alias = matches!(own, Type::Path(path) if path.qself.is_none())
        && types::only_float(&own.to_token_stream()).is_none()
        && !unseen::mentions_call(own)
        && !sig.generics.type_params().any(|of| of.ident == types::text(own));
    let mut calls = Calls { of: &name.ident, found: Vec::new() };
    calls.visit_block_mut(&mut body.clone());
    let (first, others) = calls.found.split_first().filter(|_| is_alias)?;
    if others.iter().any(|other| other.args.len() != first.args.len()) {
        return None;
    }
    let number = number(sig);
    let args = first.args.iter().map(|arg| given(sig, arg).unwrap_or_else(|| number.clone()));
    Some((args.collect(), ReturnType::Type(syn::token::RArrow::default(), Box::new(number))))
}

/// What each companion says of it.
pub(super) fn claim(param: &PatType, (args, output): (&[Type], &ReturnType)) -> TokenStream {
    let (own, of) = (unseen::behind_references(&param.ty), Ident::new("of", Span::mixed_site()));
    quote!(let _ = |#of: &#own| { let _: &dyn ::core::ops::Fn(#(#args),*) #output = #of; };)
}

/// The float of the signature.
fn number(sig: &Signature) -> Type {
    let float = types::only_float(&sig.to_token_stream()).unwrap_or(Kind::F64);
    let name = Ident::new(float.type_name(), Span::call_site());
    syn::parse_quote!(#name)
}

/// The type of an argument, where it is a parameter or refers to one.
fn given(sig: &Signature, arg: &Expr) -> Option<Type> {
    match arg {
        Expr::Paren(inner) => given(sig, &inner.expr),
        Expr::Path(path) => declared(sig, path.path.get_ident()?).cloned(),
        Expr::Reference(reference) if reference.mutability.is_none() => {
            let ty = given(sig, &reference.expr)?;
            Some(syn::parse_quote!(&#ty))
        }
        _ => None,
    }
}

fn declared<'s>(sig: &'s Signature, name: &Ident) -> Option<&'s Type> {
    sig.inputs.iter().find_map(|input| match input {
        FnArg::Typed(param) => match &*param.pat {
            Pat::Ident(pat) if pat.ident == *name => Some(&*param.ty),
            _ => None,
        },
        FnArg::Receiver(_) => None,
    })
}

/// The calls of a variable.
struct Calls<'n> {
    of: &'n Ident,
    found: Vec<ExprCall>,
}

impl VisitMut for Calls<'_> {
    fn visit_expr_call_mut(&mut self, call: &mut ExprCall) {
        if names(&call.func, self.of) {
            self.found.push(call.clone());
        }
        visit_mut::visit_expr_call_mut(self, call);
    }
}

/// `law`, `(*law)`
fn names(e: &Expr, name: &Ident) -> bool {
    match e {
        Expr::Paren(inner) => names(&inner.expr, name),
        Expr::Group(inner) => names(&inner.expr, name),
        Expr::Unary(inner) => matches!(inner.op, UnOp::Deref(_)) && names(&inner.expr, name),
        Expr::Path(path) => path.path.get_ident().is_some_and(|used| hygiene::is_same(used, name)),
        _ => false,
    }
}
