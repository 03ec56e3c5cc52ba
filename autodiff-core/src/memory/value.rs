//! One value of any type: what a caller only hands on, and does not see.

use crate::differentiable::Differentiable;

/// [`set_zero`](super::set_zero) of one value of any type.
#[inline]
pub fn set_zero_value<M: Differentiable>(value: &mut M) {
    value.set_zero();
}

/// [`accumulate`](super::accumulate) of one value of any type.
///
/// ```
/// use autodiff_core::memory::accumulate_value;
///
/// let mut sum = (1.0, [2.0]);
/// accumulate_value(&mut sum, &(10.0, [20.0]));
/// assert_eq!(sum, (11.0, [22.0]));
/// ```
#[inline]
pub fn accumulate_value<M: Differentiable>(sum: &mut M, more: &M) {
    sum.accumulate(more);
}

/// [`scale`](super::scale) of one value of any type.
#[inline]
pub fn scale_value<M: Differentiable>(partials: &mut M, factor: f64) {
    partials.scale_by(factor);
}

/// A float as it is; of anything else, 1.
///
/// A caller that does not see of what type a cotangent is asks so whether it is a
/// zero, or not finite.
#[inline]
pub fn number<M: Differentiable>(value: &M) -> f64 {
    value.as_number().unwrap_or(1.0)
}

/// This float, as the type that is asked for.
///
/// # Panics
///
/// If that type is none of a float: never in generated code, which asks only where
/// [`number`] has given something else than 1.
#[inline]
#[must_use]
pub fn of_number<M: Differentiable>(number: f64) -> M {
    M::of_number(number).expect("only a float is made of a number")
}
