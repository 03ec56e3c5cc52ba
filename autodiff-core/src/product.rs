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
    let kept = mask(derivative == 0.0) & mask(partial == 0.0);
    f64::from_bits((derivative * partial).to_bits() & kept)
}

/// Nothing of a word where this holds, and else all of it.
///
/// Each factor is asked, and nothing branches: two products of one derivative would share a branch, and a
/// loop of such would run one element at a time. As a word, what the same factor says in each iteration is
/// found before the loop.
#[inline]
fn mask(is_zero: bool) -> u64 {
    u64::from(is_zero).wrapping_sub(1)
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
    f64::from_bits((derivative * partial).to_bits() & mask(derivative == 0.0))
}

/// The product of a cotangent and a partial, in which a zero wins, for functions under
/// `#[grad]`: its tangent is [`by_partial_jvp`].
///
/// ```
/// use autodiff_core::product::{by_partial, by_partial_jvp};
///
/// assert_eq!(by_partial(0.0, f64::INFINITY), 0.0);
/// assert_eq!(by_partial_jvp(2.0, 3.0, 1.0, 10.0), (6.0, 23.0));
/// assert_eq!(by_partial_jvp(2.0, f64::INFINITY, 0.0, 1.0), (f64::INFINITY, 2.0));
/// ```
#[inline]
#[must_use]
pub fn by_partial(cotangent: f64, partial: f64) -> f64 {
    zero_wins(cotangent, partial)
}

/// The forward tangent of [`by_partial`].
#[inline]
#[must_use]
pub fn by_partial_jvp(cotangent: f64, partial: f64, cotangent_dot: f64, partial_dot: f64) -> (f64, f64) {
    let tangent = zero_wins(cotangent_dot, partial) + zero_wins(cotangent, partial_dot);
    (by_partial(cotangent, partial), tangent)
}

/// [`by_partial`] at `f32`.
#[inline]
#[must_use]
pub fn by_partial_f32(cotangent: f32, partial: f32) -> f32 {
    zero_wins_f32(cotangent, partial)
}

/// [`by_partial_jvp`] at `f32`.
#[inline]
#[must_use]
pub fn by_partial_f32_jvp(cotangent: f32, partial: f32, cotangent_dot: f32, partial_dot: f32) -> (f32, f32) {
    let tangent = zero_wins_f32(cotangent_dot, partial) + zero_wins_f32(cotangent, partial_dot);
    (by_partial_f32(cotangent, partial), tangent)
}

/// [`if_used`] at `f32`.
#[inline]
#[must_use]
pub fn if_used_f32(derivative: f32, partial: f32) -> f32 {
    f32::from_bits((derivative * partial).to_bits() & mask_f32(derivative == 0.0))
}

/// [`zero_wins`] at `f32`.
#[inline]
#[must_use]
pub fn zero_wins_f32(derivative: f32, partial: f32) -> f32 {
    let kept = mask_f32(derivative == 0.0) & mask_f32(partial == 0.0);
    f32::from_bits((derivative * partial).to_bits() & kept)
}

/// [`mask`] at `f32`.
#[inline]
fn mask_f32(is_zero: bool) -> u32 {
    u32::from(is_zero).wrapping_sub(1)
}
