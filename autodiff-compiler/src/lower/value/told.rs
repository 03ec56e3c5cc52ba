//! A `Result` that is asked whether it succeeded somewhere else than where the call is.
//!
//! ```text
//! let r = m.update(x); if r.is_err() { .. }      let r = m.update(x).is_ok(); if !r { .. }
//! assert!(m.update(x).is_ok());                  let told = m.update(x).is_ok(); assert!(told, "..");
//! matches!(m.update(x), Ok(()))                  m.update(x).is_ok()
//! ```
//!
//! What the call gives besides is looked at by nobody, so whether it succeeded is all that is kept.

use crate::lower::state::cx::Cx;
use crate::lower::state::mentions::mentions_float;
use crate::lower::tokens::text::{mentions, text};
use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ExprMethodCall, Local, Macro, Pat, Stmt, parse_quote};

/// The statements from a `let` of such a call on, if nothing else is asked of what it gives.
pub(super) fn by_variable(cx: &Cx<'_>, stmts: &[Stmt]) -> Option<Vec<Stmt>> {
    let (Stmt::Local(local), rest) = stmts.split_first()? else { return None };
    let (name, call) = of_let(local)?;
    if !mentions_float(cx, &call.to_token_stream()) {
        return None;
    }
    let mut asked = Asked { name, is_asked: false };
    let mut rest = rest.to_vec();
    rest.iter_mut().for_each(|stmt| asked.visit_stmt_mut(stmt));
    let told = Ident::new(&format!("__{name}"), name.span().resolved_at(Span::mixed_site()));
    let is_named = rest.iter().any(|stmt| mentions(&stmt.to_token_stream(), &name.to_string()));
    if !asked.is_asked || is_named {
        return None;
    }
    let first: Stmt = parse_quote!(let #told = #call.is_ok(););
    Some(std::iter::once(first).chain(rest).collect())
}

/// `let r = m.update(x);`
fn of_let(local: &Local) -> Option<(&Ident, &Expr)> {
    let init = local.init.as_ref().filter(|init| init.diverge.is_none() && local.attrs.is_empty())?;
    let (Pat::Ident(name), Expr::Call(_) | Expr::MethodCall(_)) = (&local.pat, &*init.expr) else { return None };
    Some((&name.ident, &init.expr))
}

/// Takes the questions to a variable for those to what is kept.
struct Asked<'n> {
    name: &'n Ident,
    is_asked: bool,
}

impl VisitMut for Asked<'_> {
    fn visit_expr_mut(&mut self, e: &mut Expr) {
        visit_mut::visit_expr_mut(self, e);
        let Some((of, succeeds)) = question(e) else { return };
        if matches!(of, Expr::Path(path) if path.path.is_ident(self.name)) {
            let told = Ident::new(&format!("__{}", self.name), self.name.span().resolved_at(Span::mixed_site()));
            *e = if succeeds { parse_quote!(#told) } else { parse_quote!((!#told)) };
            self.is_asked = true;
        }
    }
}

/// What is asked, and whether that it succeeded.
fn question(e: &Expr) -> Option<(&Expr, bool)> {
    let Expr::MethodCall(ExprMethodCall { receiver, method, args, .. }) = e else { return None };
    match (method.to_string().as_str(), args.len()) {
        ("is_ok", 0) => Some((receiver, true)),
        ("is_err", 0) => Some((receiver, false)),
        _ => None,
    }
}

/// `assert!(m.update(x).is_ok())`, as two statements.
pub(super) fn asserted(cx: &Cx<'_>, mac: &Macro) -> Option<[Stmt; 2]> {
    if !mac.path.is_ident("assert") {
        return None;
    }
    let parser = syn::punctuated::Punctuated::<Expr, syn::Token![,]>::parse_terminated;
    let args = mac.parse_body_with(parser).ok()?;
    let asked = args.first()?;
    let (of, _) = question(asked)?;
    let is_call = matches!(of, Expr::Call(_) | Expr::MethodCall(_));
    if !is_call || !mentions_float(cx, &of.to_token_stream()) {
        return None;
    }
    let told = Ident::new("__told", Span::mixed_site());
    let said = args.iter().skip(1).map(ToTokens::to_token_stream).collect::<Vec<_>>();
    let said = if said.is_empty() {
        let said = format!("assertion failed: {}", text(asked.to_token_stream())).replace('{', "{{").replace('}', "}}");
        vec![said.to_token_stream()]
    } else {
        said
    };
    Some([parse_quote!(let #told = #asked;), parse_quote!(assert!(#told, #(#said),*);)])
}

/// `matches!(m.update(x), Ok(()))`
pub(crate) fn matched(cx: &Cx<'_>, mac: &Macro) -> Option<Expr> {
    let parser = |input: syn::parse::ParseStream<'_>| {
        let of: Expr = input.parse()?;
        input.parse::<syn::Token![,]>()?;
        Ok((of, Pat::parse_multi(input)?))
    };
    let (of, pat) = mac.parse_body_with(parser).ok()?;
    if !matches!(of, Expr::Call(_) | Expr::MethodCall(_)) || !mentions_float(cx, &of.to_token_stream()) {
        return None;
    }
    let Pat::TupleStruct(variant) = &pat else { return None };
    let inside = variant.elems.first().filter(|_| variant.elems.len() == 1)?;
    match (variant.path.get_ident()?.to_string().as_str(), inside) {
        ("Ok", Pat::Tuple(unit)) if unit.elems.is_empty() => Some(parse_quote!(#of.is_ok())),
        _ => None,
    }
}
