//! Parts of data that are indexed or run through, as collections of std are.
//!
//! `self.layers[i]` may be the element of a user's own `Index`. Which part of a derivative
//! belongs to it is not seen then: it may depend on integers, which a derivative does not
//! have. So each companion says that the part is a collection of std, in a form that
//! compiles only if it is true:
//!
//! ```text
//! let _: fn(&Model) = |of| has_elements(&of.layers);
//! ```

use super::cx::Cx;
use crate::ir::Form;
use crate::lower::tokens::hygiene::is_same;
use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

/// The claims.
pub(crate) fn proofs(cx: &Cx<'_>) -> Vec<TokenStream> {
    let mut all: Vec<TokenStream> = Vec::new();
    for (kind, span) in &cx.indexed {
        // Of what is written down the type is seen.
        let (Some((Form::Some, _)), Some((ty, way))) = (cx.kinds.as_memory(*kind), cx.kinds.way_to(*kind)) else {
            continue;
        };
        let Ok(ty) = ty.parse() else { continue };
        let ty: TokenStream = ty;
        let of = Ident::new("of", Span::mixed_site().located_at(*span));
        let krate = Ident::new("__autodiff_crate", Span::mixed_site());
        let part = super::products::reached(&of, &way, *span);
        let part = quote_spanned!(*span=> &#part);
        let proof = quote!(let _: fn(&#ty) = |#of| #krate::__private::has_elements(#part););
        if all.iter().all(|known| known.to_string() != proof.to_string()) {
            all.push(proof);
        }
    }
    all
}

/// Whether code has an entry of a variable that several numbers find: `m[(i, j)]`, `a[[i, j]]`.
pub(super) fn is_indexed_by_several(tokens: TokenStream, name: &Ident) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let several = |index: &TokenStream| {
        let mut inside = index.clone().into_iter();
        match (inside.next(), inside.next()) {
            (Some(TokenTree::Group(group)), None) => group.delimiter() != Delimiter::Brace,
            _ => false,
        }
    };
    (0..tokens.len()).any(|i| match (&tokens[i], tokens.get(i + 1)) {
        (TokenTree::Group(group), _) => is_indexed_by_several(group.stream(), name),
        (TokenTree::Ident(ident), Some(TokenTree::Group(index))) => {
            index.delimiter() == Delimiter::Bracket && is_same(ident, name) && several(&index.stream())
        }
        _ => false,
    })
}
