//! What is computed once and kept: `self.total.get_or_init(|| self.k.iter().sum())`.
//!
//! ```text
//! self.total.get_or_init(|| e)    { assert!(is_once(&self.total)); &(e) }
//! ```
//!
//! The value is that of the closure, and so is its derivative. That it is a cell of std, of which
//! nobody else can have changed the content, generated code says.

use crate::lower::foreign::macros;
use crate::lower::state::cx::Cx;
use crate::lower::state::mentions::mentions_float;
use quote::ToTokens;
use syn::{Expr, ExprMethodCall, Macro};

/// The value, if active values are in it.
pub(super) fn value(cx: &mut Cx<'_>, call: &ExprMethodCall) -> Option<Expr> {
    let (Some(Expr::Closure(closure)), true) = (call.args.first(), call.method == "get_or_init") else { return None };
    if !closure.inputs.is_empty() || !mentions_float(cx, &closure.body.to_token_stream()) {
        return None;
    }
    let (cell, value) = (&call.receiver, &closure.body);
    let proof: Macro =
        syn::parse_quote_spanned!(call.method.span()=> assert!(__autodiff_crate::__private::is_once(&#cell)));
    macros::statement(cx, &proof).ok()?;
    Some(syn::parse_quote!(&(#value)))
}
