//! Whether code that is passed through may run again.
//!
//! The reverse sweep computes again what is cheap. Of code that the macro does not
//! look into it may do so only where that gives the same and nobody can tell:
//! operators, fields, constants, methods of numbers. A call of anything else may
//! count, draw a random number, or print; its result is recorded.

use super::scope::Scope;
use crate::catalog;
use crate::ir::Repeat;
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

pub(crate) fn repeat(scope: &Scope, code: &TokenStream) -> Repeat {
    if is_pure(scope, code.clone()) { Repeat::Free } else { Repeat::Never }
}

fn is_pure(scope: &Scope, code: TokenStream) -> bool {
    let tokens: Vec<TokenTree> = code.into_iter().collect();
    (0..tokens.len()).all(|i| match &tokens[i] {
        TokenTree::Group(group) => {
            let called = group.delimiter() == Delimiter::Parenthesis && !is_harmless(&tokens[..i], group);
            !called && is_pure(scope, group.stream())
        }
        TokenTree::Ident(ident) => !scope.is_changing(&ident.to_string()),
        // A macro: what it is, is known by its name.
        TokenTree::Punct(punct) if punct.as_char() == '!' => {
            match (i.checked_sub(1).map(|i| &tokens[i]), tokens.get(i + 1)) {
                (Some(TokenTree::Ident(name)), Some(TokenTree::Group(_))) => {
                    catalog::is_constant_macro(&name.to_string()) || name == "matches" || name == "vec"
                }
                _ => true,
            }
        }
        _ => true,
    })
}

/// Whether parentheses after these tokens are no call, or one that is known.
fn is_harmless(before: &[TokenTree], _arguments: &Group) -> bool {
    let Some((last, before)) = before.split_last() else { return true };
    match last {
        TokenTree::Ident(name) => {
            let name = name.to_string();
            let is_keyword = matches!(name.as_str(), "in" | "if" | "match" | "return" | "else" | "as" | "mut" | "move");
            is_keyword || is_known(before, &name)
        }
        // `matches!(..)` is judged by its name; `-(a + b)` is no call.
        TokenTree::Punct(punct) => punct.as_char() != '>',
        // `(f)(x)`, `f[i](x)`, `{ .. }(x)`
        TokenTree::Group(_) => false,
        TokenTree::Literal(_) => true,
    }
}

/// A method of numbers, a function of a primitive type, a constructor.
fn is_known(before: &[TokenTree], name: &str) -> bool {
    let punct = |i: usize, c: char| {
        let at = before.len().checked_sub(i).map(|at| &before[at]);
        matches!(at, Some(TokenTree::Punct(p)) if p.as_char() == c)
    };
    if punct(1, '.') {
        return catalog::is_pure_method(name);
    }
    if name.starts_with(char::is_uppercase) {
        return true;
    }
    let ty = before.len().checked_sub(3).map(|at| &before[at]);
    punct(1, ':')
        && matches!(ty, Some(TokenTree::Ident(ty)) if crate::ir::Kind::of_primitive(&ty.to_string()).is_some())
}
