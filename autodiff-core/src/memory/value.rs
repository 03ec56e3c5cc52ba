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

/// What is summed with its like: a slice, or a value of any type.
pub trait Alike {
    /// Adds `more`, float by float.
    fn add_alike(&mut self, more: &Self);
}

impl<T: Differentiable> Alike for T {
    #[inline]
    fn add_alike(&mut self, more: &T) {
        self.accumulate(more);
    }
}

impl<T: Differentiable> Alike for [T] {
    #[inline]
    fn add_alike(&mut self, more: &[T]) {
        super::accumulate(self, more);
    }
}

/// [`accumulate`](super::accumulate) of memory of which only the elements are seen: a vector,
/// an array, a slice, or a matrix of another crate.
///
/// ```
/// use autodiff_core::memory::accumulate_alike;
///
/// let mut sum = [1.0, 2.0];
/// accumulate_alike(&mut sum, &[10.0, 20.0]);
/// accumulate_alike(&mut sum[1..], &[100.0][..]);
/// assert_eq!(sum, [11.0, 122.0]);
/// ```
#[inline]
pub fn accumulate_alike<M: Alike + ?Sized>(sum: &mut M, more: &M) {
    sum.add_alike(more);
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
