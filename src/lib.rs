//! Source-transformation automatic differentiation for Rust.
#![no_std]
#[cfg(feature = "alloc")]
extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

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
    pub use autodiff_core::claim::{float, same};
    pub use autodiff_core::collection::{Item, OfAny, OfNumber, elements};
    pub use autodiff_core::graph::{Cluster, Edge, Node, Role};
    pub use autodiff_core::memory::{accumulate, reset_like, same_extents, scale, set_zero, zeros_like};
    pub use autodiff_core::memory::{accumulate_value, number, of_number, scale_value, set_zero_value};
    #[cfg(feature = "alloc")]
    pub use autodiff_core::order::{sorted_by, sorted_by_key};
    pub use autodiff_core::placeholder::placeholder;
    pub use autodiff_core::product::{if_used, if_used_f32, zero_wins, zero_wins_f32};
    #[cfg(feature = "std")]
    pub use autodiff_core::trace::TraceValue;
    pub use autodiff_macros::companions;
    pub use core::clone::Clone;
    pub use core::cmp::Ord;
    pub use core::convert::Infallible;
    pub use core::iter::Iterator;
    pub use core::matches;
    pub use core::mem::swap;
    pub use core::option::Option::{None, Some};

    /// The macros of std that are known by their names. A companion imports all of a
    /// module: a macro of the user's by such a name is then ambiguous.
    pub mod macros {
        /// Those by whose names there is no module.
        pub mod plain {
            pub use core::{
                assert_eq, assert_ne, cfg, column, concat, debug_assert, debug_assert_eq, debug_assert_ne, file, line,
                matches, module_path, option_env, stringify, todo, unimplemented, unreachable,
            };
            #[cfg(feature = "std")]
            pub use std::{dbg, eprint, eprintln, print, println};
        }

        /// Modules have these names too, and come along.
        pub mod assert {
            pub use core::assert;
        }

        /// See [`assert`].
        pub mod env {
            pub use core::env;
        }

        /// See [`assert`].
        pub mod vec {
            #[cfg(feature = "alloc")]
            pub use alloc::vec;
        }
    }

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
