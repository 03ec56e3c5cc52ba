//! The product of derivatives in which an exact zero wins.

/// `derivative * partial`, and zero if either is exactly zero.
///
/// IEEE arithmetic says `0 · ∞ = NaN`. In a product of derivatives a zero means
/// that nothing depends on the other factor, however large it is: the adjoint of
/// a branch that `min` masks, the tangent of `sqrt(x) * 0` at `x = 0`. Generated
/// code calls this where a factor can be infinite, and multiplies elsewhere.
///
/// ```
/// use autodiff_core::product::zero_wins;
///
/// assert_eq!(zero_wins(0.0, f64::INFINITY), 0.0);
/// assert_eq!(zero_wins(2.0, 3.0), 6.0);
/// assert_eq!(zero_wins(2.0, f64::INFINITY), f64::INFINITY);
/// ```
#[inline]
#[must_use]
pub fn zero_wins(derivative: f64, partial: f64) -> f64 {
    if derivative == 0.0 || partial == 0.0 { 0.0 } else { derivative * partial }
}

/// `derivative * partial`, and zero if no derivative arrives.
///
/// A branch that uses another value, a bound that `clamp` takes, an element that
/// is filtered out: the adjoint of what was thrown away is exactly zero, and
/// what the value was, infinite or not a number, must not matter. Generated code
/// calls this where a value may have been thrown away, and its partial is one of
/// the operands.
///
/// ```
/// use autodiff_core::product::if_used;
///
/// assert_eq!(if_used(0.0, f64::NAN), 0.0);
/// assert_eq!(if_used(2.0, 3.0), 6.0);
/// ```
#[inline]
#[must_use]
pub fn if_used(derivative: f64, partial: f64) -> f64 {
    if derivative == 0.0 { 0.0 } else { derivative * partial }
}

/// [`if_used`] at `f32`.
#[inline]
#[must_use]
pub fn if_used_f32(derivative: f32, partial: f32) -> f32 {
    if derivative == 0.0 { 0.0 } else { derivative * partial }
}

/// [`zero_wins`] at `f32`.
#[inline]
#[must_use]
pub fn zero_wins_f32(derivative: f32, partial: f32) -> f32 {
    if derivative == 0.0 || partial == 0.0 { 0.0 } else { derivative * partial }
}
