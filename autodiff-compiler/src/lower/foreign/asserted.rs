//! An assertion that asks a method of active values, which could keep them: what is asserted is a
//! condition, as it is in an `if`, and a question is asked as everywhere.
//!
//! ```text
//! assert!(grid.contains(x), "outside");      if grid.contains(x) {} else { panic!("outside") }
//! debug_assert!(grid.contains(x));           if cfg!(debug_assertions) { if grid.contains(x) {} else { panic!("..") } }
//! ```

use super::kept;
use crate::lower::state::cx::Cx;
use crate::lower::tokens::text::text;
use quote::{ToTokens, quote_spanned};
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned;
use syn::{Expr, Macro, Token};

/// What is asserted, and what is said where it does not hold.
struct Assertion {
    condition: Expr,
    message: proc_macro2::TokenStream,
}

impl Parse for Assertion {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let condition = input.parse()?;
        if !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
        Ok(Assertion { condition, message: input.parse()? })
    }
}

/// The same as a condition, if one of std's asks such a question. Any other assertion stays as it
/// stands.
pub(super) fn as_condition(cx: &Cx<'_>, mac: &Macro, name: Option<&str>) -> Option<Expr> {
    let name = name.filter(|name| matches!(*name, "assert" | "debug_assert"))?;
    let Assertion { condition, message } = mac.parse_body().ok()?;
    kept::keeper(cx, &condition.to_token_stream())?;
    let at = mac.path.span();
    let said = if message.is_empty() {
        let said = format!("assertion failed: {}", text(condition.to_token_stream()));
        quote_spanned!(at=> "{}", #said)
    } else {
        message
    };
    let asked = quote_spanned!(at=> if #condition {} else { ::core::panic!(#said) });
    let whole = match name {
        "debug_assert" => quote_spanned!(at=> if ::core::cfg!(debug_assertions) { #asked }),
        _ => asked,
    };
    syn::parse2(whole).ok()
}
