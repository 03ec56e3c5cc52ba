//! The `#[grad]` attribute. Use it through the `autodiff` crate.
//!
//! This file is the only one that names `proc_macro`; `expand` is the pipeline.

mod analysis;
mod catalog;
mod config;
mod emit;
mod errors;
mod expand;
mod graph;
mod ir;
mod lower;
#[cfg(test)]
mod tests;
mod transform;

/// Differentiates a function: emits its companions beside it.
///
/// See the documentation of the `autodiff` crate for what it accepts, the
/// companions and their contracts.
#[proc_macro_attribute]
pub fn grad(attr: proc_macro::TokenStream, item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand::grad(attr.into(), item.into()).into()
}

/// The companions of a function that stands elsewhere: of a copy in which rustc has
/// decided a condition.
#[doc(hidden)]
#[proc_macro_attribute]
pub fn companions(attr: proc_macro::TokenStream, item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand::companions(&attr.into(), item.into()).into()
}
