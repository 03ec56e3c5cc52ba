//! A condition whose `let` refers to what may be changed, `if let Some(v) = &mut o && c { .. }`.
//!
//! Which memory a name refers to is no value that a condition could give, so the conditions stand one
//! in the other:
//!
//! ```text
//! if let Some(v) = &mut o && c { .. }            if let Some(v) = &mut o { if c { .. } }
//! if let Some(v) = &mut o && c { a } else { b }  'all: { if let Some(v) = &mut o { if c { break 'all a; } } b }
//! ```
//!
//! A tuple of elements that are asked for is such a chain:
//!
//! ```text
//! if let (Some(a), Some(b)) = (x.last_mut(), y.last()) { .. }    if let Some(a) = x.last_mut() && let Some(b) = y.last() { .. }
//! ```

use super::condition::links;
use crate::lower::option::patterns::takes_any;
use crate::std_names::{self, Given, Is};
use proc_macro2::Span;
use syn::{Block, Expr, ExprIf, ExprMatch, Lifetime, Pat, parse_quote};

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

/// The tuple of a condition as a chain.
pub(super) fn one_by_one(branch: &ExprIf) -> Option<Expr> {
    let Expr::Let(guard) = &*branch.cond else { return None };
    let cond = chained(&guard.pat, &guard.expr)?;
    Some(Expr::If(ExprIf { cond: Box::new(cond), ..branch.clone() }))
}

/// The same of `match (x.last_mut(), y.last()) { (Some(a), Some(b)) => .., _ => .. }`.
pub(super) fn of_match(cases: &ExprMatch) -> Option<Expr> {
    let [some, other] = &cases.arms[..] else { return None };
    let cond = chained(&some.pat, &cases.expr).filter(|_| matches!(other.pat, Pat::Wild(_)))?;
    let (then, orelse) = (&some.body, &other.body);
    Some(parse_quote!(if #cond { #then } else { #orelse }))
}

/// Elements that are looked for one after the other. To look for one changes nothing, so whether it is
/// done where another one was not found cannot be seen.
fn chained(pat: &Pat, of: &Expr) -> Option<Expr> {
    let (Pat::Tuple(pats), Expr::Tuple(elements)) = (pat, of) else { return None };
    let is_changed =
        elements.elems.iter().any(|e| matches!(e, Expr::MethodCall(call) if call.method.to_string().ends_with("_mut")));
    let is_asked = pats.elems.iter().all(takes_any) && elements.elems.iter().all(is_element);
    if !is_changed || !is_asked || pats.elems.len() != elements.elems.len() {
        return None;
    }
    let links = pats.elems.iter().zip(&elements.elems).map(|(pat, e)| -> Expr { parse_quote!(let #pat = #e) });
    links.reduce(|chain, link| parse_quote!(#chain && #link))
}

/// `x.last_mut()`, `self.rows.get(i)`
fn is_element(e: &Expr) -> bool {
    let Expr::MethodCall(call) = e else { return false };
    let row = std_names::of_sequence(&call.method.to_string());
    let is_lent = row.is_some_and(|row| matches!(row.is, Is::Element(_, Given::Reference | Given::Mutable)));
    is_lent && is_plain(&call.receiver) && call.args.iter().all(is_plain)
}

fn is_plain(e: &Expr) -> bool {
    match e {
        Expr::Path(_) | Expr::Lit(_) => true,
        Expr::Field(field) => is_plain(&field.base),
        _ => false,
    }
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
