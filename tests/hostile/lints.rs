//! Every lint that a crate can ask for, denied.
#![forbid(unsafe_code)]
#![deny(
    warnings,
    future_incompatible,
    keyword_idents,
    let_underscore,
    nonstandard_style,
    rust_2018_idioms,
    rust_2021_compatibility,
    rust_2024_compatibility,
    unused,
    absolute_paths_not_starting_with_crate,
    ambiguous_negative_literals,
    deprecated,
    elided_lifetimes_in_paths,
    explicit_outlives_requirements,
    macro_use_extern_crate,
    meta_variable_misuse,
    missing_abi,
    missing_copy_implementations,
    missing_debug_implementations,
    missing_docs,
    non_ascii_idents,
    redundant_imports,
    redundant_lifetimes,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unit_bindings,
    unnameable_types,
    unreachable_pub,
    unused_crate_dependencies,
    unused_extern_crates,
    unused_import_braces,
    unused_lifetimes,
    unused_macro_rules,
    unused_qualifications,
    unused_results,
    variant_size_differences,
    clippy::all,
    clippy::pedantic,
    clippy::nursery,
    clippy::cargo,
    clippy::absolute_paths,
    clippy::allow_attributes,
    clippy::allow_attributes_without_reason,
    clippy::as_conversions,
    clippy::dbg_macro,
    clippy::else_if_without_else,
    clippy::indexing_slicing,
    clippy::let_underscore_must_use,
    clippy::lossy_float_literal,
    clippy::missing_docs_in_private_items,
    clippy::panic,
    clippy::pattern_type_mismatch,
    clippy::same_name_method,
    clippy::shadow_reuse,
    clippy::shadow_same,
    clippy::shadow_unrelated,
    clippy::single_call_fn,
    clippy::str_to_string,
    clippy::tests_outside_test_module,
    clippy::unreachable,
    clippy::unseparated_literal_suffix,
    clippy::unwrap_used,
    clippy::use_debug
)]
#![allow(
    clippy::float_cmp,
    clippy::suboptimal_flops,
    clippy::multiple_crate_versions,
    clippy::cargo_common_metadata,
    clippy::missing_const_for_fn,
    clippy::similar_names,
    clippy::single_call_fn,
    clippy::allow_attributes_without_reason,
    reason = "of the user's own code"
)]

use autodiff::{Differentiable, grad};

/// Everything that is generated.
#[grad(hvp, graph, trace)]
#[must_use]
pub fn everything(x: f64, y: f64, n: i32) -> f64 {
    let scaled = match n {
        0 => x.sin(),
        1..=3 => x.powf(y).max(0.5),
        _ if x < 0.0 => return x.abs().sqrt(),
        _ => {
            let (length, _): (f64, i32) = helper((x, y), n);
            length.tanh()
        }
    };
    let mut sum = 2.0 * scaled;
    sum += 1.0 / y;
    sum
}

/// A tuple in, a tuple out.
#[grad(hvp)]
fn helper(point: (f64, f64), times: i32) -> (f64, i32) {
    (point.0.hypot(point.1) % 2.0, times + 1)
}

/// In single precision.
#[grad(hvp, trace)]
#[must_use]
pub fn single(x: f32, #[constant] scale: f32) -> f32 {
    (x * scale).exp().ln_1p()
}

/// A parameter that nothing reads, and a private function that nothing calls.
pub mod quiet {
    use autodiff::grad;

    /// Only its first argument matters.
    #[grad]
    #[must_use]
    pub fn first(x: f64, _y: f64) -> f64 {
        x.floor() + x
    }
}

/// A type with a method.
#[derive(Clone, Copy, Debug)]
pub struct Spring {
    /// Its stiffness.
    pub stiffness: f64,
}

impl Spring {
    /// What it holds.
    #[grad(hvp, trace)]
    #[must_use]
    pub fn energy(#[constant] &self, length: f64) -> f64 {
        0.5 * self.stiffness * length * length
    }
}

/// A type with a derivative.
#[derive(Clone, Debug, Differentiable)]
pub struct Network<'a, T, const N: usize> {
    /// What is learnt.
    pub weights: [T; N],
    /// Nothing that is learnt.
    pub count: usize,
    /// What it learns from.
    #[constant]
    pub data: &'a [f64],
}

/// A type without anything in it.
#[derive(Clone, Copy, Debug, Differentiable)]
pub struct Nothing;

/// An enum, of which one field is old.
#[derive(Clone, Copy, Debug, Differentiable)]
pub enum Activation {
    /// What it is given.
    Identity,
    /// With a slope on the left.
    Leaky {
        /// The slope.
        slope: f64,
    },
    /// With a slope on both sides.
    #[deprecated = "nobody wants it"]
    Sloped(f64, Nothing),
}
