//! Blocks and statements.

use super::expr::{self, Expect, any, expression};
use super::local;
use super::{thrown_away, told};
use crate::errors::Message;
use crate::ir::Shape;
use crate::lower::border::apart;
use crate::lower::border::items;
use crate::lower::border::types;
use crate::lower::call::view;
use crate::lower::call::zip;
use crate::lower::classify::classify;
use crate::lower::foreign::macros;
use crate::lower::option::{asked, take_apart};
use crate::lower::state::cx::{Cx, Res, Stop};
use crate::lower::state::kinds::Known;
use crate::lower::state::scope::Operands;
use crate::lower::state::settle;
use crate::std_names;
use quote::ToTokens;
use syn::{Block, Expr, Item, Stmt};

/// Runs a block in a scope of its own.
///
/// After an error the rest is still lowered, so that several errors come at
/// once; after a statement that control does not pass, it is not.
pub(crate) fn block(cx: &mut Cx<'_>, block: &Block, expect: &Expect) -> Res<Operands> {
    let mark = cx.scope.mark();
    let apart = apart::of_block(cx, block);
    let result = statements(cx, &apart.as_ref().unwrap_or(block).stmts, expect);
    cx.scope.leave(mark);
    result
}

fn statements(cx: &mut Cx<'_>, stmts: &[Stmt], expect: &Expect) -> Res<Operands> {
    hoist_items(cx, stmts);
    run_all(cx, stmts, expect)
}

fn run_all(cx: &mut Cx<'_>, stmts: &[Stmt], expect: &Expect) -> Res<Operands> {
    let mut failed = None;
    let mut result = Shape::unit();
    for (i, stmt) in stmts.iter().enumerate() {
        let is_last = i + 1 == stmts.len();
        let lent = view::lent(cx, &stmts[i..]);
        let told = if lent.is_none() { told::by_variable(cx, &stmts[i..]) } else { None };
        let lowered = match (&told, &lent, stmt) {
            (Some(told), ..) => run_all(cx, told, expect).map(|value| result = value),
            (_, Some(lent), _) => {
                view::lend(cx, lent).and_then(|()| run_all(cx, &lent.rest, expect)).map(|value| result = value)
            }
            (.., Stmt::Expr(e, None)) if is_last => {
                if matches!(expect, Shape::Tuple(entries) if entries.is_empty()) {
                    settle::statement(cx, e);
                }
                expression(cx, e, expect).map(|value| result = value)
            }
            _ => statement(cx, stmt, &stmts[i + 1..]),
        };
        match lowered {
            Ok(()) => {}
            Err(Stop::Error(reported)) => failed = Some(reported),
            Err(stop) => return failed.map_or(Err(stop), |reported| Err(Stop::Error(reported))),
        }
        if lent.is_some() || told.is_some() {
            break;
        }
    }
    failed.map_or(Ok(result), |reported| Err(Stop::Error(reported)))
}

pub(crate) fn statement(cx: &mut Cx<'_>, stmt: &Stmt, rest: &[Stmt]) -> Res<()> {
    if let Some(call) = thrown_away::by_statement(cx, stmt) {
        return asked::by_nobody(cx, &call, rest);
    }
    match stmt {
        Stmt::Local(local) => local::binding(cx, local, rest),
        Stmt::Item(_) => Ok(()),
        // What a call gives is not asked for: it is taken to give nothing.
        Stmt::Expr(e @ Expr::Call(_), _) => expression(cx, e, &Shape::unit()).map(|_| ()),
        // So has Rust it.
        Stmt::Expr(e @ (Expr::If(_) | Expr::Match(_) | Expr::Block(_)), None) => {
            expression(cx, e, &Shape::unit()).map(|_| ())
        }
        Stmt::Expr(e, _) => {
            settle::statement(cx, e);
            let run = classify(cx, e);
            let expect = if matches!(e, Expr::MethodCall(_) | Expr::Try(_)) { Shape::unit() } else { any() };
            if run.gives_option() || takes_from_queue(e) {
                take_apart::discard(cx, &run)
            } else {
                expr::run(cx, &run, &expect).map(|_| ())
            }
        }
        Stmt::Macro(stmt) => {
            if let Some(both) = told::asserted(cx, &stmt.mac) {
                return both.iter().try_for_each(|stmt| statement(cx, stmt, &[]));
            }
            match zip::literal(cx, &stmt.mac) {
                Some(zip) => expression(cx, &zip, &Shape::unit()).map(|_| ()),
                None => macros::statement(cx, &stmt.mac),
            }
        }
    }
}

/// `q.pop_front();` of a `VecDeque`, which gives what it takes out. Vectors have a row of their own.
fn takes_from_queue(e: &Expr) -> bool {
    matches!(e, Expr::MethodCall(call) if call.args.is_empty() && std_names::takes_from_queue(&call.method))
}

/// Items see each other whatever their order, and each companion repeats them.
pub(crate) fn hoist_items(cx: &mut Cx<'_>, stmts: &[Stmt]) {
    for stmt in stmts {
        let Stmt::Item(item) = stmt else { continue };
        if let Some(name) = items::clash(cx, item, stmts) {
            cx.refuse(item, Message::NestedItem { name });
            continue;
        }
        cx.item_names.extend(items::names(item).into_iter().flatten());
        look_into(cx, item);
        cx.items.push(item.to_token_stream());
    }
}

/// What a local item tells: the type of a constant, that a function is plain.
fn look_into(cx: &mut Cx<'_>, item: &Item) {
    match item {
        Item::Use(item) => cx.imports.extend(items::imports(&item.tree)),
        Item::Const(constant) => {
            let kind = match types::shape(cx, &constant.ty) {
                Some(Shape::Leaf(kind)) => cx.kinds.known(kind),
                _ => Known::Nothing,
            };
            cx.constants.push((constant.ident.to_string(), kind));
        }
        Item::Fn(function) => {
            let is_grad = |a: &syn::Attribute| a.path().segments.last().is_some_and(|s| s.ident == "grad");
            if !function.attrs.iter().any(is_grad) {
                cx.plain_functions.push(function.sig.ident.to_string());
            }
            if let syn::ReturnType::Type(_, ty) = &function.sig.output
                && let Some(shape) = types::shape(cx, ty)
            {
                let shape = shape.map(&mut |kind| cx.kinds.resolve(*kind));
                cx.results.push((function.sig.ident.to_string(), shape));
            }
        }
        _ => {}
    }
}
