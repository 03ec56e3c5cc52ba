//! Data that an assertion compares: a companion has a reference to it where the function has a value.
//!
//! ```text
//! assert!(date > today())      assert!((*date) > today())
//! ```

use crate::ir::{Atom, Shape};
use crate::lower::state::cx::Cx;
use crate::lower::state::scope::{Binding, Holds};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{BinOp, Expr, Macro, Token};

/// The macro with the values where it compares.
pub(super) fn as_values(cx: &Cx<'_>, mac: &Macro) -> TokenStream {
    let parser = Punctuated::<Expr, Token![,]>::parse_terminated;
    let Ok(mut args) = parser.parse2(mac.tokens.clone()) else { return mac.to_token_stream() };
    let is_of_two = mac.path.segments.last().is_some_and(|last| last.ident != "assert" && last.ident != "debug_assert");
    let compared = if is_of_two { 2 } else { 1 };
    let changed = args
        .iter_mut()
        .take(compared)
        .fold(Changed::No, |changed, arg| changed.or(if is_of_two { value(cx, arg) } else { condition(cx, arg) }));
    if changed == Changed::No {
        return mac.to_token_stream();
    }
    let (path, bang) = (&mac.path, &mac.bang_token);
    quote!(#path #bang (#args))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Changed {
    Yes,
    No,
}

impl Changed {
    fn or(self, other: Changed) -> Changed {
        if self == Changed::Yes { self } else { other }
    }
}

/// The sides of the comparisons in a condition.
fn condition(cx: &Cx<'_>, e: &mut Expr) -> Changed {
    match e {
        Expr::Paren(inner) => condition(cx, &mut inner.expr),
        Expr::Unary(inner) => condition(cx, &mut inner.expr),
        Expr::Binary(both) if matches!(both.op, BinOp::And(_) | BinOp::Or(_)) => {
            condition(cx, &mut both.left).or(condition(cx, &mut both.right))
        }
        Expr::Binary(both)
            if matches!(
                both.op,
                BinOp::Eq(_) | BinOp::Ne(_) | BinOp::Lt(_) | BinOp::Le(_) | BinOp::Gt(_) | BinOp::Ge(_)
            ) =>
        {
            value(cx, &mut both.left).or(value(cx, &mut both.right))
        }
        _ => Changed::No,
    }
}

/// A variable that is data by value, with what it refers to.
fn value(cx: &Cx<'_>, e: &mut Expr) -> Changed {
    if let Expr::Reference(lent) = e {
        return value(cx, &mut lent.expr);
    }
    let Expr::Path(path) = &*e else { return Changed::No };
    let name = path.path.get_ident().filter(|name| !cx.scope.is_foreign(name));
    let Some(Binding::Var(var)) = name.and_then(|name| cx.scope.find(name)) else { return Changed::No };
    match cx.scope.get(var) {
        Holds::Operands(Shape::Leaf(operand)) if cx.kinds.is_data(operand.kind) && is_owned(cx, operand.atom) => {
            let value = quote!((*#path));
            syn::parse2(value).map_or(Changed::No, |value| {
                *e = value;
                Changed::Yes
            })
        }
        _ => Changed::No,
    }
}

/// Whether it is what a variable owns, and no reference that a parameter or a `let` is.
fn is_owned(cx: &Cx<'_>, atom: Atom) -> bool {
    atom.value().is_some_and(|w| !cx.params.shared.contains(&w) && !cx.views.contains_key(&w))
}
