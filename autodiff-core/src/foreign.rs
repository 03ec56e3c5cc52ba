//! Types of other crates, each behind a feature of its crate's name.
//!
//! A module has three parts: what has leaves ([`Differentiable`]), what the operators do
//! ([`ops`]), and the companions of methods and constructors as methods of traits, by the
//! naming protocol. These traits are in [`methods`], which generated code imports.
//!
//! [`Differentiable`]: crate::differentiable::Differentiable
//! [`ops`]: crate::ops

#[cfg(feature = "num-complex")]
pub mod complex;
#[cfg(any(feature = "glam", feature = "num-complex"))]
pub mod fixed;

/// The traits with the companions. A companion that calls one imports all of this module,
/// so nothing in it has a name.
pub mod methods {
    #[cfg(feature = "num-complex")]
    pub use super::complex::powers::{Powi as _, Powu as _};
    #[cfg(any(feature = "glam", feature = "num-complex"))]
    pub use super::fixed::methods::*;
}
