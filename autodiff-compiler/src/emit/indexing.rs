//! `#[grad]` on the `impl` of an `Index`: that a derivative is indexed as its value is, as a claim
//! with what it rests on.
//!
//! ```text
//! impl Indexed<(usize, usize)> for Matrix {}
//! fn claims(of: &Matrix) { let () = Matrix::cols_is_under_constant; has_elements(&of.data); }
//! ```

use crate::lower::Indexing;
use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};

/// The claim.
pub(crate) fn indexing(krate: &TokenStream, of: &Indexing) -> TokenStream {
    let Indexing { name, path, ty, parameters, clause, by, constants, collections } = of;
    let claim = format_ident!("{}", if *name == "Index" { "Indexed" } else { "IndexedMut" });
    let span = ty.clone().into_iter().next().map_or_else(Span::call_site, |token| token.span());
    let constants = constants.iter().map(|proof| quote_spanned!(proof.span()=> let () = <#ty>::#proof;));
    let collections = collections.iter().map(|way| quote!(#krate::__private::has_elements(&of #way);));
    quote_spanned! {span=>
        const _: () = {
            const _: () = #krate::__private::operator::<dyn #path<u8, Output = u8>>();
            impl #parameters #krate::__private::#claim<#by> for #ty #clause {}
            #[allow(unused, clippy::all, clippy::pedantic)]
            fn claims #parameters (of: &#ty) #clause { #(#constants)* #(#collections)* }
        };
    }
}
