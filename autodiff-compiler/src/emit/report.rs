//! The companion `f_report`: what the adjoint saves, in words.

use super::{Context, companion};
use crate::protocol::Companion;
use proc_macro2::TokenStream;
use quote::quote;

/// One line for each thing that is saved.
pub(crate) fn report(cx: &Context<'_>, saved: &[String]) -> TokenStream {
    let head = companion::head(cx, Companion::Report.row());
    let name = companion::name(cx, &Companion::Report.ending());
    let base = &cx.base;
    let text = if saved.is_empty() {
        format!("`{base}_vjp` saves nothing")
    } else {
        format!("`{base}_vjp` saves\n- {}", saved.join("\n- "))
    };
    quote! {
        #head fn #name() -> &'static str {
            #text
        }
    }
}
