//! Source-transformation automatic differentiation for Rust.
#![no_std]
#[cfg(feature = "alloc")]
extern crate alloc;

pub use autodiff_core::graph::{self, Graph};
#[cfg(any(feature = "std", feature = "libm"))]
pub use autodiff_core::scalar::Real;
#[cfg(feature = "std")]
pub use autodiff_core::trace::{self, Trace};
pub use autodiff_core::{rule, rules};
pub use autodiff_macros::grad;

/// What generated code names. Not part of the interface.
#[doc(hidden)]
pub mod __private {
    #[cfg(feature = "alloc")]
    pub use alloc::{vec, vec::Vec};
    pub use autodiff_core::collection::{Item, OfAny, OfNumber, elements};
    pub use autodiff_core::graph::{Cluster, Edge, Node, Role};
    pub use autodiff_core::memory::{accumulate, same_extents, set_zero, zeros_like};
    #[cfg(feature = "alloc")]
    pub use autodiff_core::order::{sorted_by, sorted_by_key};
    pub use autodiff_core::placeholder::placeholder;
    pub use autodiff_core::product::{zero_wins, zero_wins_f32};
    #[cfg(feature = "std")]
    pub use autodiff_core::trace::TraceValue;
    pub use core::clone::Clone;
    pub use core::cmp::Ord;
    pub use core::iter::Iterator;
    pub use core::matches;
    pub use core::mem::swap;
    pub use core::option::Option::{None, Some};

    /// The value of a macro that is not looked into: a `return` inside of it
    /// does not have this type.
    pub struct Whole<T>(pub T);

    /// What a companion gives whose function did not compile.
    #[derive(Clone, Copy, Debug)]
    pub struct Unavailable(());

    /// The body of a companion whose function did not compile.
    pub fn unavailable() -> ! {
        unreachable!("its function did not compile")
    }
}

/// The examples of the documents are run.
#[cfg(doctest)]
mod documents {
    #[doc = include_str!("../README.md")]
    mod readme {}
    #[doc = include_str!("../guide/conventions.md")]
    mod conventions {}
    #[doc = include_str!("../guide/limits.md")]
    mod limits {}
    #[doc = include_str!("../guide/memory.md")]
    mod memory {}
    #[doc = include_str!("../guide/protocol.md")]
    mod protocol {}
}
