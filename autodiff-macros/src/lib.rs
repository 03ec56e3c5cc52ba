//! The `#[grad]` attribute. Use it through the `autodiff` crate.
//!
//! This package is the entry that rustc calls, and the only one that names
//! `proc_macro`; the compiler is `autodiff-compiler`.

/// Differentiates a function: emits its companions beside it.
///
/// See the documentation of the `autodiff` crate for what it accepts, the
/// companions and their contracts.
#[proc_macro_attribute]
pub fn grad(attr: proc_macro::TokenStream, item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    autodiff_compiler::grad(attr.into(), item.into()).into()
}

/// The companions of a function that stands elsewhere: of a copy in which rustc has
/// decided a condition.
#[doc(hidden)]
#[proc_macro_attribute]
pub fn companions(attr: proc_macro::TokenStream, item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    autodiff_compiler::companions(&attr.into(), item.into()).into()
}
