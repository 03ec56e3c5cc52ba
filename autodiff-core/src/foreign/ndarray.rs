//! Arrays of the crate `ndarray`, of one and two dimensions: `Array1` and `Array2` of floats.
//!
//! A view owns nothing, so it has no cotangent: of a function's parameters, `&Array1<f64>`
//! has, and in the companions a view that a method gives is a copy. An operator spreads a smaller operand over the larger one (broadcasting); its cotangent
//! is the sum over what it was spread to. The products of matrices are from Giles, "Collected
//! matrix derivative results", 2008, 2.2.2.

mod assigned;
mod axes;
pub mod dot;
pub mod elementwise;
pub mod joined;
mod leaves;
pub mod lines;
pub mod make;
pub mod maths;
pub mod methods;
mod operators;
pub mod powers;
pub mod shapes;
pub mod spread;
pub mod statistics;
pub mod views;
