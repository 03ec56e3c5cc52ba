//! `if`: an expression, or a statement that assigns what its arms yield.

use super::body::{Body, statements};
use super::code::{self, Binding, Code, Suffix};
use super::{Context, memory, shape, uses};
use crate::ir::{Atom, Block, If, Kind, Shape, Stmt};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn branch(cx: &Context<'_>, body: &mut Body<'_>, stmt: &Stmt, branch: &If) -> TokenStream {
    if let [one] = branch.dst[..]
        && body.is_inline(one)
        && !body.uses.is_bound(stmt)
        && !body.open.is_value(one)
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
    for w in branch.dst.iter().zip(are_open(body, branch)).filter_map(|(w, is_open)| is_open.then_some(*w)) {
        memory::within(body, w);
    }
    quote!(#doc let #pattern = #code;)
}

/// Which of the results are there on one path only.
fn are_open(body: &Body<'_>, branch: &If) -> Vec<bool> {
    branch.dst.iter().map(|w| body.open.is_value(*w)).collect()
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
    let are_open = are_open(body, branch);
    let tapes: Vec<_> = branch.dst.iter().map(|w| body.open.is_tape(*w)).collect();
    let yielded = Yielded { tapes: &tapes, kinds: &kinds, literals: &open, are_open: &are_open };
    let then = arm(cx, body, &branch.then, &yielded);
    if branch.dst.is_empty() && branch.orelse.stmts.is_empty() {
        return quote!(if #cond { #then });
    }
    if let [Stmt::If(next)] = &branch.orelse.stmts[..]
        && is_tail(body, next, &branch.orelse.yields)
        && self::are_open(body, next) == are_open
    {
        let next = if_else(cx, body, next);
        return quote!(if #cond { #then } else #next);
    }
    let orelse = arm(cx, body, &branch.orelse, &yielded);
    quote!(if #cond { #then } else { #orelse })
}

/// Whether a block ends in this `If` and yields just what it yields.
fn is_tail(body: &Body<'_>, branch: &If, yields: &[Atom]) -> bool {
    let same = yields.len() == branch.dst.len() && yields.iter().zip(&branch.dst).all(|(a, w)| *a == Atom::Value(*w));
    same && branch.dst.iter().all(|w| body.uses.count(*w) == 1)
}

/// What the arms yield.
struct Yielded<'y> {
    kinds: &'y [Kind],
    /// Which are literals in both arms.
    literals: &'y [bool],
    are_open: &'y [bool],
    /// Which are vectors of what is there on one path only.
    tapes: &'y [bool],
}

fn arm(cx: &Context<'_>, body: &mut Body<'_>, block: &Block, yielded: &Yielded<'_>) -> TokenStream {
    let meant = body.meant(block, &[]);
    body.names.enter(meant);
    let code = match block.stmts.split_last() {
        Some((Stmt::If(last), rest))
            if is_tail(body, last, &block.yields) && are_open(body, last) == yielded.are_open =>
        {
            let rest = statements(cx, body, rest);
            let last = if_else(cx, body, last);
            quote!(#rest #last)
        }
        _ => {
            let stmts = statements(cx, body, &block.stmts);
            body.site = uses::site(block);
            let tail = if diverges(block) { TokenStream::new() } else { yields(body, &block.yields, yielded) };
            quote!(#stmts #tail)
        }
    };
    body.names.leave();
    code
}

pub(super) fn diverges(block: &Block) -> bool {
    matches!(block.stmts.last(), Some(Stmt::Effect(effect)) if effect.flow.diverges()) || block.diverges()
}

fn yields(body: &mut Body<'_>, atoms: &[Atom], yielded: &Yielded<'_>) -> TokenStream {
    let suffix = |i: usize| if yielded.literals[i] { Suffix::Typed } else { Suffix::Bare };
    let mut entries = Vec::new();
    for (i, atom) in atoms.iter().enumerate() {
        let [some, none] = [body.private("Some"), body.private("None")];
        entries.push(match (yielded.are_open[i], atom) {
            (true, Atom::Undef) => none,
            // It may not be there either.
            (true, Atom::Value(w)) if body.open.is_value(*w) => memory::within_as_it_is(body, *w),
            (true, atom) => {
                let value = value(body, *atom, yielded.kinds[i], suffix(i));
                quote!(#some(#value))
            }
            (false, Atom::Undef) if yielded.tapes[i] => {
                let vec = body.private("Vec");
                quote!(#vec::new())
            }
            (false, atom) => value(body, *atom, yielded.kinds[i], suffix(i)),
        });
    }
    if entries.is_empty() { TokenStream::new() } else { group(entries) }
}

/// What a block yields: a scalar, or memory that it gives away.
pub(super) fn value(body: &mut Body<'_>, atom: Atom, kind: Kind, suffix: Suffix) -> TokenStream {
    match (atom, kind) {
        (Atom::Value(w), Kind::Memory(_)) => memory::owned(body, w),
        _ => code::atom(body, atom, kind, suffix).tokens,
    }
}
