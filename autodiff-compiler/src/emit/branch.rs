//! `if`: an expression, or a statement that assigns what its arms yield.

use super::body::{Body, statements};
use super::code::{self, Binding, Code, Suffix};
use super::{Context, memory, shape, uses};
use crate::ir::{Atom, Block, EffectFlow, If, Kind, Shape, Stmt};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn branch(cx: &Context<'_>, body: &mut Body<'_>, stmt: &Stmt, branch: &If) -> TokenStream {
    if let [one] = branch.dst[..]
        && body.is_inline(one)
        && !body.uses.is_bound(stmt)
    {
        // A heading is for the next statement that is one.
        let section = body.section.take();
        let code = if_else(cx, body, branch);
        body.section = section;
        body.set_inline(one, Code::new(code, Binding::Loose));
        return TokenStream::new();
    }
    let doc = body.doc(&None);
    let code = if_else(cx, body, branch);
    if branch.dst.is_empty() {
        return quote!(#doc #code);
    }
    let names: Vec<_> = branch.dst.iter().map(|w| shape::pattern(body, &Shape::Leaf(*w))).collect();
    let pattern = group(names);
    quote!(#doc let #pattern = #code;)
}

/// One entry as it is, several as a tuple.
fn group(mut entries: Vec<TokenStream>) -> TokenStream {
    if entries.len() == 1 { entries.remove(0) } else { shape::tuple(&entries) }
}

fn if_else(cx: &Context<'_>, body: &mut Body<'_>, branch: &If) -> TokenStream {
    let cond = code::atom(body, branch.cond, Kind::Bool, Suffix::Bare).tokens;
    let kinds: Vec<_> = branch.dst.iter().map(|w| body.kind(*w)).collect();
    // Literals in both arms would leave the type open.
    let open: Vec<_> =
        branch.then.yields.iter().zip(&branch.orelse.yields).map(|(a, b)| a.is_literal() && b.is_literal()).collect();
    let then = arm(cx, body, &branch.then, &kinds, &open);
    if branch.dst.is_empty() && branch.orelse.stmts.is_empty() {
        return quote!(if #cond { #then });
    }
    if let [Stmt::If(next)] = &branch.orelse.stmts[..]
        && is_tail(body, next, &branch.orelse.yields)
    {
        let next = if_else(cx, body, next);
        return quote!(if #cond { #then } else #next);
    }
    let orelse = arm(cx, body, &branch.orelse, &kinds, &open);
    quote!(if #cond { #then } else { #orelse })
}

/// Whether a block ends in this `If` and yields just what it yields.
fn is_tail(body: &Body<'_>, branch: &If, yields: &[Atom]) -> bool {
    let same = yields.len() == branch.dst.len() && yields.iter().zip(&branch.dst).all(|(a, w)| *a == Atom::Value(*w));
    same && branch.dst.iter().all(|w| body.uses.count(*w) == 1)
}

fn arm(cx: &Context<'_>, body: &mut Body<'_>, block: &Block, kinds: &[Kind], open: &[bool]) -> TokenStream {
    let meant = body.meant(block, &[]);
    body.names.enter(meant);
    let code = match block.stmts.split_last() {
        Some((Stmt::If(last), rest)) if is_tail(body, last, &block.yields) => {
            let rest = statements(cx, body, rest);
            let last = if_else(cx, body, last);
            quote!(#rest #last)
        }
        _ => {
            let stmts = statements(cx, body, &block.stmts);
            body.site = uses::site(block);
            let tail = if diverges(block) { TokenStream::new() } else { yields(body, &block.yields, kinds, open) };
            quote!(#stmts #tail)
        }
    };
    body.names.leave();
    code
}

pub(super) fn diverges(block: &Block) -> bool {
    matches!(block.stmts.last(), Some(Stmt::Effect(effect)) if effect.flow == EffectFlow::Diverges) || block.diverges()
}

fn yields(body: &mut Body<'_>, atoms: &[Atom], kinds: &[Kind], open: &[bool]) -> TokenStream {
    let suffix = |i: usize| if open[i] { Suffix::Typed } else { Suffix::Bare };
    let entries: Vec<_> = atoms.iter().enumerate().map(|(i, a)| value(body, *a, kinds[i], suffix(i))).collect();
    if entries.is_empty() { TokenStream::new() } else { group(entries) }
}

/// What a block yields: a scalar, or memory that it gives away.
pub(super) fn value(body: &mut Body<'_>, atom: Atom, kind: Kind, suffix: Suffix) -> TokenStream {
    match (atom, kind) {
        (Atom::Value(w), Kind::Memory(_)) => memory::owned(body, w),
        _ => code::atom(body, atom, kind, suffix).tokens,
    }
}
