//! Expressions that may stand somewhere else than where they are written.

use super::text::mentions;
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::Expr;

/// Whether an expression may stand somewhere else, and more than once.
pub(crate) fn is_pure(e: &Expr) -> bool {
    match e {
        Expr::Lit(_) => true,
        Expr::Path(path) => path.qself.is_none(),
        Expr::Paren(inner) => is_pure(&inner.expr),
        Expr::Group(inner) => is_pure(&inner.expr),
        Expr::Field(inner) => is_pure(&inner.base),
        Expr::Cast(inner) => is_pure(&inner.expr),
        Expr::Unary(inner) => is_pure(&inner.expr),
        Expr::Reference(inner) => is_pure(&inner.expr),
        Expr::Binary(inner) => is_pure(&inner.left) && is_pure(&inner.right) && !is_assignment(inner.op),
        Expr::Tuple(inner) => inner.elems.iter().all(is_pure),
        Expr::Range(inner) => [&inner.start, &inner.end].into_iter().flatten().all(|end| is_pure(end)),
        Expr::Index(inner) => is_pure(&inner.expr) && is_pure(&inner.index),
        Expr::MethodCall(call) => call.method == "len" && call.args.is_empty() && is_pure(&call.receiver),
        _ => false,
    }
}

pub(crate) fn is_assignment(op: syn::BinOp) -> bool {
    use syn::BinOp::{AddAssign, BitAndAssign, BitOrAssign, BitXorAssign, DivAssign, MulAssign, RemAssign};
    use syn::BinOp::{ShlAssign, ShrAssign, SubAssign};
    matches!(op, AddAssign(_) | SubAssign(_) | MulAssign(_) | DivAssign(_) | RemAssign(_))
        || matches!(op, BitXorAssign(_) | BitAndAssign(_) | BitOrAssign(_) | ShlAssign(_) | ShrAssign(_))
}

/// Whether an expression names no parameter, and has no macro, into which nobody looks.
pub(crate) fn reads_self_alone(e: &Expr, params: &[String]) -> bool {
    let tokens = e.to_token_stream();
    !params.iter().any(|param| mentions(&tokens, param)) && !has_macro(tokens)
}

fn has_macro(tokens: TokenStream) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let calls =
        |pair: &[TokenTree]| matches!(pair, [TokenTree::Ident(_), TokenTree::Punct(mark)] if mark.as_char() == '!');
    tokens.windows(2).any(calls)
        || tokens.into_iter().any(|token| matches!(token, TokenTree::Group(group) if has_macro(group.stream())))
}

/// Whether an expression names neither a parameter nor `self`, nor a text in it, `"{i}"`.
pub(crate) fn is_free(e: &Expr, params: &[String]) -> bool {
    let tokens = e.to_token_stream();
    let names = |name: &str| mentions(&tokens, name) || tokens.to_string().contains(&format!("{{{name}"));
    !names("self") && !params.iter().any(|param| names(param))
}
