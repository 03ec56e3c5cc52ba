//! What the tests of the corpus are made of.
//!
//! A file of `corpus/` becomes a [`Subject`](subject::Subject): a function, its
//! companions, and the points where it is tested. The functions of [`check`] cross any subject
//! with every mode; they know no derivative of their own, so a function is
//! added to the corpus by writing nothing but the function.

pub mod check;
pub mod data;
pub mod directions;
pub mod elsewhere;
pub mod leaves;
pub mod own;
pub mod package;
pub mod subject;
