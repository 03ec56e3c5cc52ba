//! Functions that are given by their names, with their companions.
//!
//! ```text
//! simpson(density, a, b)     w3 = new item density         item(density).reverse(density_vjp_into)
//!                            w4 = call simpson(&w3, a, b)
//! ```
//!
//! A function of std is a closure that calls it: `simpson(f64::sin, a, b)`.

use super::function;
use super::imported;
use crate::ir::{Called, Callee, Init, New, Offers, Shape, Stmt};
use crate::lower::state::cx::{Cx, Res, origin};
use crate::lower::state::functions::FunctionType;
use crate::lower::state::scope::{Operand, Operands};
use crate::lower::value::nested;
use crate::std_names::{self, Float};
use autodiff_core::rule::ArgKind;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use std::rc::Rc;
use syn::spanned::Spanned;
use syn::{Expr, ExprPath};

/// A function, if the expression is the name of one: `density`, `&density`, `Model::rate`.
pub(crate) fn value(cx: &mut Cx<'_>, e: &Expr) -> Option<Res<Operands>> {
    if !is_name(cx, e) {
        return None;
    }
    let path = named(e)?;
    if let Some(code) = of_float(path) {
        let code: syn::ExprClosure = syn::parse2(code).ok()?;
        return Some(nested::made(cx, &code, None));
    }
    let kind = cx.kinds.data("");
    let dst = cx.fresh(kind);
    cx.homes.insert(dst, cx.around.len());
    cx.functions.push((kind, Rc::new(FunctionType::of_closure(0))));
    let (prefix, name, generics) = imported::resolved(cx, path)?;
    let callee = Callee { called: Called::Path, prefix, name, generics, primal: "", offers: Offers::Perhaps };
    cx.out.push(Stmt::New(New { dst, init: Init::Item(Rc::new(callee)), origin: origin(path) }));
    Some(Ok(Shape::Ref(Box::new(Shape::Leaf(Operand { atom: dst.into(), kind })))))
}

/// Whether an expression is the name of something outside that is written as functions are.
/// Rustc holds it against that: a constant has no companions.
pub(crate) fn is_name(cx: &Cx<'_>, e: &Expr) -> bool {
    let Some(path) = named(e) else { return false };
    let Some(last) = path.path.segments.last() else { return false };
    let name = last.ident.to_string();
    let is_other = path.path.get_ident().is_some_and(|ident| {
        let is_function = cx.results.iter().any(|(of, _)| *of == name);
        let is_imported = cx.imports.iter().any(|(of, _)| *of == name);
        let is_item = cx.item_names.contains(&name) && !is_function && !is_imported;
        // What another macro calls so may be a variable.
        cx.scope.find(ident).is_some() || cx.scope.is_foreign(ident) || cx.plain_functions.contains(&name) || is_item
    });
    !is_other && name.starts_with(|c: char| c.is_lowercase() || c == '_')
}

fn named(e: &Expr) -> Option<&ExprPath> {
    match e {
        Expr::Paren(inner) => named(&inner.expr),
        Expr::Group(inner) => named(&inner.expr),
        Expr::Reference(inner) if inner.mutability.is_none() => named(&inner.expr),
        Expr::Path(path) => Some(path),
        _ => None,
    }
}

/// `|x0: f64| f64::sin(x0)`, of `f64::sin`.
fn of_float(path: &ExprPath) -> Option<TokenStream> {
    let kind = function::float_type(path)?;
    let Some(Float::Rule(rule)) = std_names::float_function(&path.path.segments.last()?.ident.to_string()) else {
        return None;
    };
    let ty = |of: ArgKind| match of {
        ArgKind::Float => Ident::new(kind.type_name(), Span::mixed_site()).into_token_stream(),
        ArgKind::Int => quote!(i32),
    };
    let names = (0..rule.args.len()).map(|i| format_ident!("x{i}", span = Span::mixed_site()));
    let names: Vec<Ident> = names.collect();
    let types = rule.args.iter().map(|arg| ty(arg.kind));
    Some(quote_spanned!(path.span()=> |#(#names: #types),*| #path(#(#names),*)))
}
