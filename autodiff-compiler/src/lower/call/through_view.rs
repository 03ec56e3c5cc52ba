//! What is written through a view that is not named is one method of what is viewed.
//!
//! ```text
//! m.column_mut(0).copy_from(&v)                m.column_mut_copy_from(0, &v)
//! m.fixed_view_mut::<3, 3>(0, 0).copy_from(&r)    m.fixed_view_mut_copy_from::<3, 3>(0, 0, &r)
//! a.row_mut(i).assign(&b)                      a.row_mut_assign(i, &b)
//! ```
//!
//! Core has such methods, for the types that lend such views and for no other; so nothing is
//! concluded from the names.

use quote::format_ident;
use syn::{Expr, ExprMethodCall};

/// The call as one of a method of what is viewed.
pub(crate) fn written_through(call: &ExprMethodCall) -> Option<ExprMethodCall> {
    const VIEWS: [&str; 11] = [
        "row_mut",
        "column_mut",
        "rows_mut",
        "columns_mut",
        "view_mut",
        "fixed_view_mut",
        "fixed_rows_mut",
        "fixed_columns_mut",
        "slice_mut",
        "index_axis_mut",
        "diag_mut",
    ];
    let view = viewed(&call.receiver)?;
    let is_view = VIEWS.iter().any(|name| view.method == name);
    let is_written = call.args.len() == 1 && (call.method == "copy_from" || call.method == "assign");
    (is_view && is_written).then(|| {
        let mut whole = view.clone();
        whole.method = format_ident!("{}_{}", view.method, call.method, span = call.method.span());
        whole.args.extend(call.args.iter().cloned());
        whole
    })
}

fn viewed(e: &Expr) -> Option<&ExprMethodCall> {
    match e {
        Expr::MethodCall(call) => Some(call),
        Expr::Paren(inner) => viewed(&inner.expr),
        Expr::Group(inner) => viewed(&inner.expr),
        _ => None,
    }
}
