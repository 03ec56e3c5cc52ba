//! What a pattern binds.

use super::pattern::is_constant_name;
use syn::{Pat, PatIdent};

/// The names that a pattern binds.
pub(crate) fn names(pat: &Pat) -> Vec<&syn::Ident> {
    bindings(pat).into_iter().map(|binding| &binding.ident).collect()
}

/// Whether a pattern binds anything.
pub(crate) fn binds(pat: &Pat) -> bool {
    !names(pat).is_empty()
}

/// The same with how they are bound.
pub(crate) fn bindings(pat: &Pat) -> Vec<&PatIdent> {
    match pat {
        Pat::Ident(ident) if is_constant_name(&ident.ident) => Vec::new(),
        Pat::Ident(ident) => {
            let mut all = vec![ident];
            all.extend(ident.subpat.iter().flat_map(|(_, inner)| bindings(inner)));
            all
        }
        Pat::Type(typed) => bindings(&typed.pat),
        Pat::Paren(inner) => bindings(&inner.pat),
        Pat::Reference(reference) => bindings(&reference.pat),
        Pat::Guard(guarded) => bindings(&guarded.pat),
        Pat::Tuple(tuple) => tuple.elems.iter().flat_map(bindings).collect(),
        Pat::TupleStruct(tuple) => tuple.elems.iter().flat_map(bindings).collect(),
        Pat::Struct(fields) => fields.fields.iter().flat_map(|f| bindings(&f.pat)).collect(),
        Pat::Slice(slice) => slice.elems.iter().flat_map(bindings).collect(),
        Pat::Or(or) => or.cases.iter().flat_map(bindings).collect(),
        _ => Vec::new(),
    }
}
