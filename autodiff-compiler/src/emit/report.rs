//! The companion `f_report`: what the adjoint saves, and which loops it reverses after they have
//! run, in words.

use super::{Context, companion};
use crate::protocol::Companion;
use proc_macro2::TokenStream;
use quote::quote;

/// One line for each thing that is saved, and for each loop that is not reversed at once.
pub(crate) fn report(cx: &Context<'_>, report: &str) -> TokenStream {
    let head = companion::head(cx, Companion::Report.row());
    let name = companion::name(cx, &Companion::Report.ending());
    let base = &cx.base;
    let text = format!("`{base}_vjp` {report}");
    quote! {
        #head fn #name() -> &'static str {
            #text
        }
    }
}
