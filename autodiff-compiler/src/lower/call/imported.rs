//! Functions that a `use` in the body brings. It brings no companions, so these are called by
//! the path that the `use` says.
//!
//! ```text
//! use crate::misc::gamma as g;
//! g(x)                              crate::misc::gamma_jvp(x, x_dot)
//! ```

use super::function::split;
use crate::lower::state::cx::Cx;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{ExprPath, Path};

/// What stands before the name of a function, the name, and the turbofish after it.
pub(super) fn resolved(cx: &Cx<'_>, path: &ExprPath) -> Option<(TokenStream, Ident, TokenStream)> {
    let (prefix, generics) = split(path);
    let own = path.path.segments.last()?.ident.clone();
    match full(cx, path) {
        Some(full) => {
            let (before, name) = parted(full, own.span())?;
            Some((before, name, generics))
        }
        None => Some((prefix, own, generics)),
    }
}

/// The path that a `use` in the body says for a name alone.
fn full(cx: &Cx<'_>, path: &ExprPath) -> Option<Path> {
    let [only] = path.path.segments.iter().collect::<Vec<_>>()[..] else { return None };
    if path.qself.is_some() || path.path.leading_colon.is_some() {
        return None;
    }
    let (_, full) = cx.imports.iter().rev().find(|(name, _)| only.ident == name)?;
    syn::parse_str(&full.join("::")).ok()
}

fn parted(mut full: Path, span: Span) -> Option<(TokenStream, Ident)> {
    let mut name = full.segments.pop()?.ident;
    name.set_span(span);
    let at = |mut token: TokenTree| {
        token.set_span(span);
        token
    };
    Some((full.into_token_stream().into_iter().map(at).collect(), name))
}
