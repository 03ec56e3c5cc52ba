//! Vectors, matrices and rotations of [`nalgebra`](https://nalgebra.org).
//!
//! Sources: M. Giles, *Collected matrix derivative results for forward and reverse mode
//! algorithmic differentiation* (2008), which the rules name by section.
#![allow(
    clippy::items_after_statements,
    clippy::multiple_bound_locations,
    reason = "macros write the rules: a formula follows what calls it, and has the bounds of its rule"
)]

mod bilinear;
mod decomposition;
mod elementwise;
mod held;
mod inside;
mod isometry;
mod joined;
mod leaves;
mod make;
mod matrix;
mod norm;
mod operators;
mod rotation;
mod rules;
mod slices;
mod space;
mod statistics;
mod turn;
mod views;

/// The traits with the companions of constructors.
pub mod methods {
    pub use super::elementwise::{Map as _, ZipMap as _};
    pub use super::joined::{FromParts as _, FromVector as _};
    pub use super::make::{
        New1 as _, New2 as _, New3 as _, New4 as _, New5 as _, New6 as _, New8 as _, New9 as _, New12 as _, New16 as _,
    };
    pub use super::slices::{FromColumns as _, FromDiagonal as _, FromElement as _, FromSlice as _, FromSlice3 as _};
    pub use super::space::NewRotation2 as _;
    pub use super::turn::{FromAxisAngle as _, FromEulerAngles as _};
}
