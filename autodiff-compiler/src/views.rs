//! What a method may lend: a row of a matrix, a slice of an array.
//!
//! A view owns nothing and has no derivative, so in the companions it is a copy of what it
//! shows. That is decided by the type of what the method gives (`OfView` of core); the names
//! only keep the question away from other calls.
//!
//! ```text
//! x.row(i)    match x.row(i) { made => (&Made(&made)).kind().own(made) }
//! ```

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

/// Whether people call a method so that lends a view.
pub(crate) fn may_be_lent_by(method: &Ident) -> bool {
    const NAMES: [&str; 17] = [
        "row",
        "column",
        "t",
        "slice",
        "view",
        "rows",
        "outer_iter",
        "axis_iter",
        "index_axis",
        "diag",
        "columns",
        "fixed_view",
        "fixed_rows",
        "fixed_columns",
        "matrix",
        "row_iter",
        "column_iter",
    ];
    NAMES.iter().any(|name| method == name)
}

/// The value of a call; of a view, a copy.
pub(crate) fn owned(krate: &dyn ToTokens, call: &TokenStream) -> TokenStream {
    let made = Ident::new("made", Span::mixed_site());
    quote!({
        use #krate::__private::{OfOther as _, OfView as _};
        match #call { #made => (&#krate::__private::Made(&#made)).kind().own(#made) }
    })
}
