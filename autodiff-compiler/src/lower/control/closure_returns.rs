//! What a closure returns early is the value of a choice, and what it asks by `?` of an `Option` is a
//! choice as well.
//!
//! ```text
//! |v| { if c { return None; } rest }      |v| { if c { None } else { rest } }
//! |v| { let w = e?; rest }                |v| { if let Some(w) = e { rest } else { None } }
//! |v| { let P = e else { return 0.0 }; rest }
//!                                         |v| { if let P = e { rest } else { 0.0 } }
//! ```

use crate::lower::classify::as_closure;
use crate::lower::tokens::jumps;
use proc_macro2::{Ident, Span};
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
    let (given, stmts) = (given(), &then.stmts);
    Some(match pat {
        syn::Pat::TupleStruct(of) if of.elems.len() == 1 && matches!(of.elems[0], syn::Pat::Ident(_)) => {
            let (path, inside) = (&of.path, &of.elems[0]);
            parse_quote!(if let #path(#given) = #e { let #inside = #given; #(#stmts)* } else #orelse)
        }
        _ => parse_quote!(if let #pat = #e #then else #orelse),
    })
}

/// `e.map(|v| body)` and `e.and_then(|v| body)` as the choices that they are, if a closure is written there.
pub(crate) fn mapped(e: &Expr) -> Option<Expr> {
    let Expr::MethodCall(call) = e else { return None };
    let (method, receiver) = (call.method.to_string(), &call.receiver);
    let code = call.args.first().filter(|_| call.args.len() == 1).and_then(as_closure)?;
    let (pat, body, given) = (code.inputs.first().filter(|_| code.inputs.len() == 1)?, &code.body, given());
    match &*method {
        "map" => Some(parse_quote!(if let Some(#given) = #receiver { let #pat = #given; Some(#body) } else { None })),
        "and_then" => Some(parse_quote!(if let Some(#given) = #receiver { let #pat = #given; #body } else { None })),
        _ => None,
    }
}

/// A name that the user cannot mean.
fn given() -> Ident {
    Ident::new("__given", Span::mixed_site())
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
    if !is_plain {
        return None;
    }
    // What a name holds is settled by a `let` and what comes after it.
    let (given, stmts) = (given(), &rest.stmts);
    Some(match pat {
        syn::Pat::Ident(_) => parse_quote!(if let Some(#given) = #e { let #pat = #given; #(#stmts)* } else { None }),
        _ => parse_quote!(if let Some(#pat) = #e #rest else { None }),
    })
}

fn of_block(block: Block) -> Expr {
    Expr::Block(ExprBlock { attrs: Vec::new(), label: None, block })
}
