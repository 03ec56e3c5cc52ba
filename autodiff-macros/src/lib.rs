//! The `#[grad]` attribute. Use it through the `autodiff` crate.
//!
//! This package is the entry that rustc calls, and the only one that names
//! `proc_macro`; the compiler is `autodiff-compiler`.

use autodiff_compiler::Surroundings;
use proc_macro::TokenStream;

/// Differentiates a function: emits its companions beside it.
///
/// See the documentation of the `autodiff` crate for what it accepts, the
/// companions and their contracts.
#[proc_macro_attribute]
pub fn grad(attr: TokenStream, item: TokenStream) -> TokenStream {
    autodiff_compiler::grad(surroundings(&item), attr.into(), item.into()).into()
}

/// The companions of a function by its partials.
///
/// See the documentation of the `autodiff` crate.
#[proc_macro_attribute]
pub fn rule(attr: TokenStream, item: TokenStream) -> TokenStream {
    autodiff_compiler::rule(attr.into(), item.into()).into()
}

/// The companions of a function against differences, in a test.
///
/// See the documentation of the `autodiff` crate.
#[proc_macro]
pub fn check(input: TokenStream) -> TokenStream {
    autodiff_compiler::check(input.into()).into()
}

/// A closure with its derivative.
///
/// See the documentation of the `autodiff` crate.
#[proc_macro]
pub fn function(input: TokenStream) -> TokenStream {
    autodiff_compiler::function(input.into()).into()
}

/// The trait `Differentiable` for a struct or an enum, field by field.
///
/// See the documentation of the `autodiff` crate.
#[proc_macro_derive(Differentiable, attributes(constant, differentiable))]
pub fn differentiable(item: TokenStream) -> TokenStream {
    autodiff_compiler::differentiable(item.into()).into()
}

/// The companions of a function that stands elsewhere: of a copy in which rustc has
/// decided a condition.
#[doc(hidden)]
#[proc_macro_attribute]
pub fn companions(attr: TokenStream, item: TokenStream) -> TokenStream {
    autodiff_compiler::companions(surroundings(&item), &attr.into(), item.into()).into()
}

/// Nothing that stands in an `impl` begins in the first column of its file, as
/// rustfmt has it. Of what is indented nothing is known.
fn surroundings(item: &TokenStream) -> Surroundings {
    match item.clone().into_iter().next().map(|first| first.span().column()) {
        Some(1) => Surroundings::Module,
        _ => Surroundings::Unknown,
    }
}
