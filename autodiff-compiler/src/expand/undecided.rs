//! What depends on a condition that rustc alone can decide.

use super::krate;
use crate::config::Config;
use crate::emit;
use crate::errors::Errors;
use crate::lower::{self, Verdict};
use proc_macro2::TokenStream;
use quote::quote;

/// Asks rustc for a condition inside the function.
pub(super) fn undecided(
    config: &Config,
    attr: &TokenStream,
    function: &lower::Function,
    condition: &TokenStream,
) -> TokenStream {
    let errors = Errors::default();
    let krate = krate(config);
    let [holds, fails] = [Verdict::Holds, Verdict::Fails].map(|verdict| {
        let copy = lower::decided(&errors, function, condition, verdict);
        quote!(#[#krate::__private::companions(#attr)] #copy)
    });
    let errors = emit::compile_errors(errors.into_list());
    quote! {
        #[cfg(#condition)] #holds
        #[cfg(not(#condition))] #fails
        #errors
    }
}
