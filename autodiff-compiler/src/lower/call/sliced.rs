//! What `s![..]` of ndarray is given that reads active values, before it: the macro is passed through.
//!
//! ```text
//! w.slice(s![..w.len() - 1])      let bound = w.len() - 1; w.slice(s![..bound])
//! ```

use super::elementwise::mixed;
use crate::lower::state::claim;
use crate::lower::state::cx::Cx;
use crate::lower::state::mentions::mentions_float;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Expr, Macro, Token};

/// The macro with names for what it is given, if that reads active values.
pub(crate) fn hoisted(cx: &mut Cx<'_>, mac: &Macro) -> Option<Expr> {
    if mac.path.segments.last().is_none_or(|name| name.ident != "s") || !mentions_float(cx, &mac.tokens) {
        return None;
    }
    let parts = Punctuated::<Part, Token![,]>::parse_terminated.parse2(mac.tokens.clone()).ok()?;
    let mut lets = TokenStream::new();
    let parts: Vec<TokenStream> = parts.into_iter().map(|part| part.named(cx, &mut lets)).collect();
    claim::slicing(cx, mac);
    let path = &mac.path;
    syn::parse2(quote!({ #lets #path![#(#parts),*] })).ok()
}

/// `1..n`, `..;2`, `i`
struct Part {
    of: Expr,
    step: Option<Expr>,
}

impl syn::parse::Parse for Part {
    fn parse(input: syn::parse::ParseStream<'_>) -> syn::Result<Self> {
        let of = input.parse()?;
        let step = input.parse::<Option<Token![;]>>()?.map(|_| input.parse()).transpose()?;
        Ok(Part { of, step })
    }
}

impl Part {
    /// The same with a `let` for each number that reads an active value.
    fn named(self, cx: &Cx<'_>, lets: &mut TokenStream) -> TokenStream {
        let mut of = self.of;
        match &mut of {
            Expr::Range(range) => {
                range.start.iter_mut().chain(range.end.iter_mut()).for_each(|bound| name(cx, bound, lets));
            }
            index => name(cx, index, lets),
        }
        let step = self.step.map(|step| quote!(; #step));
        quote!(#of #step)
    }
}

fn name(cx: &Cx<'_>, e: &mut Expr, lets: &mut TokenStream) {
    let code = e.to_token_stream();
    if mentions_float(cx, &code) {
        let number = mixed(&format!("bound_{}", lets.clone().into_iter().count()));
        lets.extend(quote!(let #number = #code;));
        *e = syn::parse_quote!(#number);
    }
}
