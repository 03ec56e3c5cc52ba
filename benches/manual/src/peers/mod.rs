//! The same problems for numbers that carry their derivatives along, or write down
//! where they come from: crates that overload the operators.

pub mod dual;
pub mod problems;
pub mod tape;

use std::ops::{Add, Div, Mul, Neg, Sub};

/// What the problems ask of a number.
#[allow(clippy::return_self_not_must_use, reason = "as with the methods of floats")]
pub trait Number:
    Copy
    + Neg<Output = Self>
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Add<f64, Output = Self>
    + Sub<f64, Output = Self>
    + Mul<f64, Output = Self>
{
    /// The number alone.
    fn value(self) -> f64;
    /// One divided by it.
    fn recip(self) -> Self;
    /// The exponential.
    fn exp(self) -> Self;
    /// The natural logarithm.
    fn ln(self) -> Self;
    /// The hyperbolic tangent.
    fn tanh(self) -> Self;
    /// The square root.
    fn sqrt(self) -> Self;
    /// Sine and cosine.
    fn sin_cos(self) -> (Self, Self);
}
