//! `a.indexed_iter()` of ndarray: the elements, each with its number, or its row and its column.
//!
//! ```text
//! a.indexed_iter().map(f)              a.iter().enumerate().map(f)
//! for ((i, j), v) in m.indexed_iter()  for (k, v) in m.iter().enumerate() { let (i, j) = .. }
//! ```

use super::elementwise::mixed;
use crate::lower::state::arrays::{self, Rank};
use crate::lower::state::cx::Cx;
use crate::lower::state::settle;
use quote::quote;
use syn::{Expr, ExprMethodCall};

/// A `for`, or a method, with such a chain in front, as the iterators of std that it is.
pub(crate) fn rewritten(cx: &Cx<'_>, e: &Expr) -> Option<Expr> {
    let mut e = e.clone();
    let begin = match &mut e {
        Expr::ForLoop(run) => start(cx, &mut run.expr)?,
        Expr::MethodCall(end) => start(cx, &mut end.receiver)?,
        _ => return None,
    };
    let of = &begin.receiver;
    match rank(cx, of)? {
        Rank::Vector => Some(e),
        Rank::Matrix => {
            let columns = mixed("columns");
            syn::parse2(quote!({ let #columns = #of.ncols(); #e })).ok()
        }
        Rank::Some => None,
    }
}

/// The call that a chain begins with, which is replaced.
fn start(cx: &Cx<'_>, e: &mut Expr) -> Option<ExprMethodCall> {
    match e {
        Expr::MethodCall(call) if call.method == "indexed_iter" && call.args.is_empty() => {
            let (of, begin) = (&call.receiver, call.clone());
            *e = match rank(cx, of)? {
                Rank::Vector => syn::parse_quote!(#of.iter().enumerate()),
                Rank::Matrix => {
                    let [k, v, columns] = ["k", "v", "columns"].map(mixed);
                    syn::parse_quote!(#of.iter().enumerate().map(|(#k, #v)| ((#k / #columns, #k % #columns), #v)))
                }
                Rank::Some => return None,
            };
            Some(begin)
        }
        Expr::MethodCall(call) => start(cx, &mut call.receiver),
        Expr::Paren(inner) => start(cx, &mut inner.expr),
        Expr::Group(inner) => start(cx, &mut inner.expr),
        _ => None,
    }
}

/// Of what is seen to be an array.
fn rank(cx: &Cx<'_>, of: &Expr) -> Option<Rank> {
    arrays::rank(cx, settle::kind_at(cx, of)?)
}
