//! What stands last in a function is returned, as by a `return`.
//!
//! Data that arms choose between is put into a place that all of them have. An arm that
//! leaves early in itself, by a `?`, gives nothing on that path, and its place would be
//! empty. At the end of a function that is no question: what each arm gives is the result.
//!
//! ```text
//! if d == 0.0 { None } else { Some(f(x)? / d) }
//! if d == 0.0 { return None } else { return Some(f(x)? / d) }
//! ```
//!
//! A function that gives an `Option` or a `Result` is lowered as one that gives its value.
//!
//! ```text
//! if d == 0.0 { Err(E) } else { g(x) }
//! if d == 0.0 { return Err(E) } else { g(x)? }
//! ```

use super::leave;
use crate::lower::tokens::{jumps, own};
use quote::ToTokens;
use std::borrow::Cow;
use syn::{Block, Expr, ExprReturn, Stmt, Token};

/// What a function gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gives {
    Value,
    /// An `Option` or a `Result`: what stands last is the value of it, and what is returned is not.
    ValueOrNothing,
}

/// The body, with what its last arms give returned, where one of them leaves early.
pub(crate) fn returned(body: &Block, gives: Gives) -> Cow<'_, Block> {
    let leaves = |last: &Expr, before: &[Stmt]| match gives {
        Gives::Value => jumps::returns(last.to_token_stream()),
        // Where a value has been returned before, the last one goes to the same place, and an arm
        // that gives nothing has none.
        Gives::ValueOrNothing => {
            let returns_value = |of: &dyn ToTokens| jumps::returns_value(of.to_token_stream());
            returns_value(last)
                || (jumps::returns(last.to_token_stream()) && before.iter().any(|stmt| returns_value(stmt)))
        }
    };
    match body.stmts.split_last() {
        Some((Stmt::Expr(last, None), before)) if is_choice(last) && leaves(last, before) => {
            let mut body = body.clone();
            block(&mut body, gives);
            Cow::Owned(body)
        }
        _ => Cow::Borrowed(body),
    }
}

/// The body, with the value of what it gives last, and a `return` where it gives none.
pub(crate) fn values(body: &Block) -> Block {
    let mut body = body.clone();
    value_of_block(&mut body);
    body
}

/// The value of an `Option` or a `Result` that is returned.
pub(crate) fn value_of(e: &Expr) -> Expr {
    let mut e = e.clone();
    given(&mut e);
    e
}

fn value_of_block(block: &mut Block) {
    if let Some(Stmt::Expr(last, None)) = block.stmts.last_mut() {
        given(last);
    }
}

fn given(e: &mut Expr) {
    match e {
        Expr::Call(call) if is_there(call) => *e = call.args[0].clone(),
        e if leave::is_nothing(e) => returning(e),
        Expr::If(choice) if choice.else_branch.is_some() => {
            value_of_block(&mut choice.then_branch);
            choice.else_branch.iter_mut().for_each(|(_, orelse)| given(orelse));
        }
        Expr::Match(choice) => choice.arms.iter_mut().for_each(|arm| given(&mut arm.body)),
        Expr::Block(inner) if inner.label.is_none() => value_of_block(&mut inner.block),
        Expr::Paren(inner) => given(&mut inner.expr),
        Expr::Group(inner) => given(&mut inner.expr),
        // These need not have a value.
        Expr::Return(_) | Expr::Macro(_) | Expr::Break(_) | Expr::Continue(_) => {}
        Expr::Loop(endless) if !jumps::breaks(endless.body.to_token_stream()) => {}
        value => {
            let span = syn::spanned::Spanned::span(value);
            let asked = std::mem::replace(value, Expr::Verbatim(proc_macro2::TokenStream::new()));
            *value = Expr::Try(syn::ExprTry {
                attrs: vec![syn::parse_quote!(#[given])],
                expr: Box::new(asked),
                question_token: Token![?](span),
            });
        }
    }
}

/// Whether the arms of a choice, or what stands last in a block, can be asked.
pub(crate) fn is_of_arms(e: &Expr) -> bool {
    match e {
        Expr::If(choice) => choice.else_branch.is_some(),
        Expr::Match(_) => true,
        Expr::Block(inner) => inner.label.is_none() && matches!(inner.block.stmts.last(), Some(Stmt::Expr(_, None))),
        _ => false,
    }
}

/// Asks what each of the arms gives.
pub(crate) fn ask_arms(e: &mut Expr, ask: &dyn Fn(Expr) -> Expr) {
    match e {
        Expr::Call(call) if is_there(call) => *e = call.args[0].clone(),
        Expr::If(choice) if choice.else_branch.is_some() => {
            ask_last(&mut choice.then_branch, ask);
            choice.else_branch.iter_mut().for_each(|(_, orelse)| ask_arms(orelse, ask));
        }
        Expr::Match(choice) => choice.arms.iter_mut().for_each(|arm| ask_arms(&mut arm.body, ask)),
        Expr::Block(inner) if inner.label.is_none() => ask_last(&mut inner.block, ask),
        // These need not have a value.
        Expr::Return(_) | Expr::Macro(_) | Expr::Break(_) | Expr::Continue(_) => {}
        value => {
            let given = std::mem::replace(value, Expr::Verbatim(proc_macro2::TokenStream::new()));
            *value = ask(given);
        }
    }
}

fn ask_last(block: &mut Block, ask: &dyn Fn(Expr) -> Expr) {
    if let Some(Stmt::Expr(last, None)) = block.stmts.last_mut() {
        ask_arms(last, ask);
    }
}

/// `Ok(v)`, `Some(v)`
pub(crate) fn is_there(call: &syn::ExprCall) -> bool {
    matches!(&*call.func, Expr::Path(path) if own::is_variant(&path.path, &["Ok", "Some"])) && call.args.len() == 1
}

/// Whether what is given last is an `Option` or a `Result` that is written there, in one of the arms
/// at least.
pub(crate) fn gives_variant(e: &Expr) -> bool {
    let last_gives = |block: &Block| matches!(block.stmts.last(), Some(Stmt::Expr(last, None)) if gives_variant(last));
    match e {
        Expr::Call(call) => is_there(call) || leave::is_nothing(e),
        Expr::Path(_) => leave::is_nothing(e),
        Expr::If(choice) => {
            last_gives(&choice.then_branch) || choice.else_branch.iter().any(|(_, orelse)| gives_variant(orelse))
        }
        Expr::Match(choice) => choice.arms.iter().any(|arm| gives_variant(&arm.body)),
        Expr::Block(inner) if inner.label.is_none() => last_gives(&inner.block),
        Expr::Paren(inner) => gives_variant(&inner.expr),
        Expr::Group(inner) => gives_variant(&inner.expr),
        _ => false,
    }
}

fn is_choice(e: &Expr) -> bool {
    match e {
        Expr::If(choice) => choice.else_branch.is_some(),
        Expr::Match(_) => true,
        _ => false,
    }
}

fn block(block: &mut Block, gives: Gives) {
    if let Some(Stmt::Expr(last, None)) = block.stmts.last_mut() {
        tail(last, gives);
    }
}

fn tail(e: &mut Expr, gives: Gives) {
    match e {
        Expr::If(choice) if choice.else_branch.is_some() => {
            block(&mut choice.then_branch, gives);
            choice.else_branch.iter_mut().for_each(|(_, orelse)| tail(orelse, gives));
        }
        Expr::Match(choice) => choice.arms.iter_mut().for_each(|arm| tail(&mut arm.body, gives)),
        Expr::Block(inner) if inner.label.is_none() => block(&mut inner.block, gives),
        // These need not have a value.
        Expr::Return(_) | Expr::Macro(_) | Expr::Loop(_) => {}
        value => {
            if gives == Gives::ValueOrNothing {
                let span = syn::spanned::Spanned::span(value);
                let given = std::mem::replace(value, Expr::Verbatim(proc_macro2::TokenStream::new()));
                *value = syn::parse_quote_spanned!(span=> Ok(#given));
            }
            returning(value);
        }
    }
}

/// `return e`
fn returning(e: &mut Expr) {
    let word = syn::spanned::Spanned::span(e);
    let given = std::mem::replace(e, Expr::Verbatim(proc_macro2::TokenStream::new()));
    let return_token = Token![return](word);
    *e = Expr::Return(ExprReturn { attrs: Vec::new(), return_token, expr: Some(Box::new(given)) });
}
