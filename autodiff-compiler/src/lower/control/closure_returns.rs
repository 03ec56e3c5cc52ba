//! What a closure returns early is the value of a choice, and what it asks by `?` of an `Option` is a
//! choice as well.
//!
//! ```text
//! |v| { if c { return None; } rest }      |v| { if c { None } else { rest } }
//! |v| { let w = e?; rest }                |v| { if let Some(w) = e { rest } else { None } }
//! |v| { let P = e else { return 0.0 }; rest }
//!                                         |v| { if let P = e { rest } else { 0.0 } }
//! ```

use crate::lower::tokens::jumps;
use quote::ToTokens;
use syn::{Block, Expr, ExprBlock, ExprIf, Local, Stmt, parse_quote};

/// The same body with a choice for each `return` at the end of an `if` that is a statement.
pub(crate) fn without_returns(body: &Expr) -> Expr {
    rewritten(body, Asks::Nothing)
}

/// The same of a closure that gives an `Option`.
pub(crate) fn of_option(body: &Expr) -> Expr {
    let tokens = body.to_token_stream();
    let is_result = ["Ok", "Err"].into_iter().any(|name| jumps::names(tokens.clone(), name));
    rewritten(body, if is_result { Asks::Nothing } else { Asks::Options })
}

/// What a `?` is taken for.
#[derive(Clone, Copy)]
enum Asks {
    Nothing,
    Options,
}

fn rewritten(body: &Expr, asks: Asks) -> Expr {
    match body {
        Expr::Block(of) if of.label.is_none() => of_block(block(&of.block.stmts, asks)),
        Expr::Return(ret) => ret.expr.as_deref().unwrap_or(body).clone(),
        body => body.clone(),
    }
}

fn block(stmts: &[Stmt], asks: Asks) -> Block {
    let mut out = Vec::new();
    for (i, stmt) in stmts.iter().enumerate() {
        let rest = &stmts[i + 1..];
        let choice = guard(stmt, rest, asks).or_else(|| refuted(stmt, rest, asks));
        if let Some(choice) = choice.or_else(|| asked(stmt, rest, asks)) {
            out.push(Stmt::Expr(choice, None));
            return Block { brace_token: syn::token::Brace::default(), stmts: out };
        }
        out.push(stmt.clone());
    }
    match out.pop() {
        // What a `return` at the end gives is the value.
        Some(Stmt::Expr(Expr::Return(ret), _)) if ret.expr.is_some() => {
            out.extend(ret.expr.map(|value| Stmt::Expr(*value, None)));
        }
        last => out.extend(last),
    }
    Block { brace_token: syn::token::Brace::default(), stmts: out }
}

/// `if c { .. return e; } rest`
fn guard(stmt: &Stmt, rest: &[Stmt], asks: Asks) -> Option<Expr> {
    let Stmt::Expr(Expr::If(choice), _) = stmt else { return None };
    let Some(Stmt::Expr(Expr::Return(_), _)) = choice.then_branch.stmts.last() else { return None };
    let other =
        choice.else_branch.as_ref().map(|(_, other)| Stmt::Expr((**other).clone(), Some(syn::token::Semi::default())));
    let others: Vec<_> = other.into_iter().chain(rest.iter().cloned()).collect();
    let other = of_block(block(&others, asks));
    Some(Expr::If(ExprIf {
        then_branch: block(&choice.then_branch.stmts, asks),
        else_branch: Some((syn::token::Else::default(), Box::new(other))),
        ..choice.clone()
    }))
}

/// `let pat = e else { .. return v }; rest`
fn refuted(stmt: &Stmt, rest: &[Stmt], asks: Asks) -> Option<Expr> {
    let Stmt::Local(Local { pat, init: Some(init), attrs, .. }) = stmt else { return None };
    let (Some((_, diverge)), true) = (&init.diverge, attrs.is_empty()) else { return None };
    let orelse = match &**diverge {
        Expr::Block(of) if of.label.is_none() => &of.block,
        _ => return None,
    };
    let Some(Stmt::Expr(Expr::Return(_), _)) = orelse.stmts.last() else { return None };
    let (e, then, orelse) = (&init.expr, block(rest, asks), block(&orelse.stmts, asks));
    Some(parse_quote!(if let #pat = #e #then else #orelse))
}

/// `let pat = e?; rest`
fn asked(stmt: &Stmt, rest: &[Stmt], asks: Asks) -> Option<Expr> {
    let (Stmt::Local(Local { pat, init: Some(init), attrs, .. }), Asks::Options) = (stmt, asks) else { return None };
    let Expr::Try(asked) = &*init.expr else { return None };
    let (e, rest) = (&asked.expr, block(rest, asks));
    let pat = match pat {
        syn::Pat::Type(typed) => &*typed.pat,
        pat => pat,
    };
    let is_plain = init.diverge.is_none() && attrs.is_empty();
    is_plain.then(|| parse_quote!(if let Some(#pat) = #e #rest else { None }))
}

fn of_block(block: Block) -> Expr {
    Expr::Block(ExprBlock { attrs: Vec::new(), label: None, block })
}
