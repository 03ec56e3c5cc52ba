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
//! An error that is mapped last is returned from where it is, as by a `?`, which leaves an
//! error of the function's own type as it is.
//!
//! ```text
//! root(x).map_err(Error::from)
//! Ok(root(x).map_err(Error::from)?)
//! ```

use crate::ir::Shape;
use crate::lower::state::cx::Cx;
use crate::lower::tokens::jumps;
use quote::ToTokens;
use std::borrow::Cow;
use syn::{Block, Expr, ExprReturn, Stmt, Token};

/// The body, with what its last arms give returned, where one of them leaves early.
pub(crate) fn returned<'b>(cx: &Cx<'_>, body: &'b Block) -> Cow<'b, Block> {
    match body.stmts.last() {
        Some(Stmt::Expr(last, None)) if is_choice(last) && jumps::returns(last.to_token_stream()) => {
            let mut body = body.clone();
            block(&mut body);
            Cow::Owned(body)
        }
        Some(Stmt::Expr(last, None)) if maps_error(last) && gives_result(cx) => {
            let mut body = body.clone();
            if let Some(Stmt::Expr(last, None)) = body.stmts.last_mut() {
                asked(last);
            }
            Cow::Owned(body)
        }
        _ => Cow::Borrowed(body),
    }
}

/// Whether the function may ask by `?`.
fn gives_result(cx: &Cx<'_>) -> bool {
    matches!(&cx.result, Shape::Leaf(kind) if cx.kinds.is_result(*kind))
}

/// `result.map_err(f)`; only a `Result` has this.
fn maps_error(e: &Expr) -> bool {
    matches!(e, Expr::MethodCall(call) if call.method == "map_err" && call.args.len() == 1)
}

/// `e` as `Ok(e?)`
fn asked(e: &mut Expr) {
    let span = syn::spanned::Spanned::span(e);
    let given = std::mem::replace(e, Expr::Verbatim(proc_macro2::TokenStream::new()));
    let ok = proc_macro2::Ident::new("Ok", span);
    *e = syn::parse_quote_spanned!(span=> #ok(#given?));
}

fn is_choice(e: &Expr) -> bool {
    match e {
        Expr::If(choice) => choice.else_branch.is_some(),
        Expr::Match(_) => true,
        _ => false,
    }
}

fn block(block: &mut Block) {
    if let Some(Stmt::Expr(last, None)) = block.stmts.last_mut() {
        tail(last);
    }
}

fn tail(e: &mut Expr) {
    match e {
        Expr::If(choice) if choice.else_branch.is_some() => {
            block(&mut choice.then_branch);
            choice.else_branch.iter_mut().for_each(|(_, orelse)| tail(orelse));
        }
        Expr::Match(choice) => choice.arms.iter_mut().for_each(|arm| tail(&mut arm.body)),
        Expr::Block(inner) if inner.label.is_none() => block(&mut inner.block),
        // These need not have a value.
        Expr::Return(_) | Expr::Macro(_) | Expr::Loop(_) => {}
        value => {
            let word = syn::spanned::Spanned::span(value);
            let given = std::mem::replace(value, Expr::Verbatim(proc_macro2::TokenStream::new()));
            let return_token = Token![return](word);
            *value = Expr::Return(ExprReturn { attrs: Vec::new(), return_token, expr: Some(Box::new(given)) });
        }
    }
}
