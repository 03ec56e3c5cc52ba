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
mod blocks;
mod copied;
mod decomposition;
mod edited;
mod elementwise;
mod entries;
mod filled;
mod fixed;
mod from_fn;
mod held;
mod in_place;
mod inside;
mod isometry;
mod joined;
mod leaves;
pub mod literals;
#[doc(hidden)]
pub use ::nalgebra::convert;
mod conversions;
mod make;
mod matrix;
mod norm;
mod operators;
#[cfg(feature = "num-complex")]
mod plane;
mod points;
mod products;
mod qr;
mod rotation;
mod rules;
mod slices;
mod solves;
mod space;
mod spectra;
mod statistics;
mod turn;
mod turns;
mod vectors;
mod vectors_of_values;
mod views;

/// The traits with the companions of constructors.
pub mod methods {
    pub use super::blocks::{
        ColumnsOf as _, FixedColumnsOf as _, FixedRowsOf as _, FixedViewOf as _, RowsOf as _, ViewOf as _,
    };
    pub use super::edited::{
        InsertColumn as _, InsertRow as _, RemoveColumn as _, RemoveRow as _, Resize as _, SelectColumns as _,
        SelectRows as _,
    };
    pub use super::elementwise::{Map as _, ZipMap as _};
    pub use super::filled::{FromDiagonalElement as _, FromElement2 as _, FromElement3 as _, FromRows as _};
    pub use super::from_fn::{
        FromFn as _, FromFn1 as _, FromFn2 as _, FromItems as _, FromItems1 as _, FromItems2 as _,
    };
    pub use super::in_place::{
        AddScalarMut as _, Axpy as _, ComponentDivAssign as _, ComponentMulAssign as _, NormalizeMut as _,
        ScaleMut as _, UnscaleMut as _,
    };
    pub use super::joined::FromParts as _;
    pub use super::make::{
        New1 as _, New2 as _, New3 as _, New4 as _, New5 as _, New6 as _, New8 as _, New9 as _, New12 as _, New16 as _,
    };
    pub use super::products::{Gemm as _, Gemv as _};
    pub use super::slices::{FromColumns as _, FromDiagonal as _, FromElement as _, FromSlice as _, FromSlice3 as _};
    pub use super::solves::{NewOfMatrix as _, TryNewOfMatrix as _};
    pub use super::space::NewRotation2 as _;
    pub use super::spectra::{SingularValues as _, SymmetricEigenvalues as _};
    pub use super::turn::{FromAxisAngle as _, FromEulerAngles as _};
    pub use super::vectors_of_values::{NewSymmetricEigen as _, SvdOf as _, SymmetricEigenOf as _};
}
