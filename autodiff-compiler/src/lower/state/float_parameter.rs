//! Type parameters that are floats.

/// A type parameter that is a float.
#[derive(Clone, Debug)]
pub(crate) struct FloatParameter {
    pub(crate) ident: syn::Ident,
    /// The traits that say so, as they are written.
    pub(crate) bounds: Vec<String>,
    pub(crate) is_of_field: bool,
}
