//! A condition whose `let` refers to what may be changed, `if let Some(v) = &mut o && c { .. }`.
//!
//! Which memory a name refers to is no value that a condition could give, so the conditions stand one
//! in the other:
//!
//! ```text
//! if let Some(v) = &mut o && c { .. }            if let Some(v) = &mut o { if c { .. } }
//! if let Some(v) = &mut o && c { a } else { b }  'all: { if let Some(v) = &mut o { if c { break 'all a; } } b }
//! ```

use super::condition::links;
use proc_macro2::Span;
use syn::{Block, Expr, ExprIf, Lifetime, parse_quote};

/// The same as conditions that stand one in the other.
pub(super) fn nested(branch: &ExprIf) -> Option<Expr> {
    let all = links(&branch.cond);
    if all.len() < 2 || !all.iter().any(|link| refers_mut(link)) {
        return None;
    }
    let then = &branch.then_branch;
    let Some((_, orelse)) = &branch.else_branch else { return Some(within(&all, then.clone())) };
    let label = Lifetime { apostrophe: Span::mixed_site(), ident: syn::Ident::new("__all", Span::mixed_site()) };
    let done = within(&all, parse_quote!({ break #label #then; }));
    Some(parse_quote!(#label: { #done #orelse }))
}

/// The body under all of the conditions.
fn within(links: &[&Expr], body: Block) -> Expr {
    let within = |body: Block, link: &&Expr| -> Block { parse_quote!({ if #link #body }) };
    let outer = links[1..].iter().rev().fold(body, within);
    let first = links[0];
    parse_quote!(if #first #outer)
}

/// Whether it is `let pat = &mut place`, or the like of what is taken apart where it is.
fn refers_mut(link: &Expr) -> bool {
    let Expr::Let(guard) = link else { return false };
    match &*guard.expr {
        Expr::Reference(reference) => reference.mutability.is_some(),
        Expr::MethodCall(call) => call.method == "as_mut" || call.method.to_string().ends_with("_mut"),
        _ => false,
    }
}
