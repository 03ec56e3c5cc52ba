//! What has a derivative: a type whose values have leaves.
//!
//! A *leaf* is a float in a value, however deep. The tangent and the cotangent of a
//! primal value are values of its own type, with a derivative in the place of each
//! leaf; a *shadow* is memory that holds such a tangent or cotangent.

#[cfg(feature = "alloc")]
use alloc::vec::Vec;

mod collections;
mod composed;
mod mismatch;
mod ranges;
mod scalars;

pub use mismatch::{Mismatch, different_variants, no_variant};

/// A type with leaves, whose tangents and cotangents are of the same type.
///
/// Derive it for structs and enums with `#[derive(Clone, Differentiable)]`. It is
/// implemented for
///
/// - `f64` and `f32`, which are one leaf each;
/// - arrays, `Vec`, `VecDeque`, `Box`, `Option`, `Result`, `Range` and tuples of up to eight entries, of what
///   implements it; their leaves are those of what they hold, in order;
/// - integers, `bool`, `char`, `()`, `String`, `&str` and `PhantomData`, which have no
///   derivative and no leaf: in a shadow they are what `Default` makes them (zero,
///   `false`, empty text), and sums, factors and visits leave them alone.
///
/// Not for references and functions: they own no leaves. A field of such a type, and
/// an integer that a shadow needs as it is, is marked `#[constant]` under the derive.
///
/// ```
/// use autodiff_core::differentiable::Differentiable;
///
/// let primal = (vec![1.0, 2.0], 7_usize);
/// let mut cotangent = primal.zero_like();
/// assert_eq!(cotangent, (vec![0.0, 0.0], 0));
/// cotangent.accumulate(&(vec![0.5, 1.5], 100));
/// cotangent.scale_by(2.0);
/// assert_eq!(cotangent, (vec![1.0, 3.0], 0));
/// assert_eq!(cotangent.inner_product(&primal), 7.0);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no derivative: it does not implement `Differentiable`",
    label = "no zero, no sum and no leaves are known of it",
    note = "derive it for a type of your own: `#[derive(Clone, Differentiable)]`",
    note = "or mark the parameter, the `self` or the field `#[constant]`, to keep it out of the derivative"
)]
pub trait Differentiable: Clone + Sized {
    /// Zeros with the extents of this value: vectors as long, an enum of the same
    /// variant, a `None` where there is a `None`.
    ///
    /// ```
    /// # use autodiff_core::differentiable::Differentiable;
    /// assert_eq!([Some(1.0), None].zero_like(), [Some(0.0), None]);
    /// ```
    #[must_use]
    fn zero_like(&self) -> Self;

    /// Makes `room`, whatever it is, what [`zero_like`](Self::zero_like) gives. A vector that is as long
    /// stays allocated.
    ///
    /// ```
    /// # use autodiff_core::differentiable::Differentiable;
    /// let mut room = vec![1.0, 2.0, 3.0];
    /// vec![4.0, 5.0].zero_like_in(&mut room);
    /// assert_eq!(room, [0.0, 0.0]);
    /// ```
    #[inline]
    fn zero_like_in(&self, room: &mut Self) {
        *room = self.zero_like();
    }

    /// Makes it what [`zero_like`](Self::zero_like) gives; what it owns stays
    /// allocated.
    fn set_zero(&mut self);

    /// Adds the leaves of `more` to those of this value, one by one.
    ///
    /// # Panics
    ///
    /// If the two differ in the length of a vector or in the variant of an enum: there
    /// is no sum of such derivatives, and a part of one would be a wrong one. What holds no
    /// floats at all, as an `Option<u32>` does, is not asked.
    ///
    /// ```should_panic
    /// # use autodiff_core::differentiable::Differentiable;
    /// Some(1.0).accumulate(&None);
    /// ```
    fn accumulate(&mut self, more: &Self);

    /// Multiplies each leaf by `factor`. An exact zero wins over an infinite or NaN
    /// factor, and a factor of zero over an infinite or NaN leaf.
    ///
    /// ```
    /// # use autodiff_core::differentiable::Differentiable;
    /// let mut partials = [0.0, 2.0];
    /// partials.scale_by(f64::INFINITY);
    /// assert_eq!(partials, [0.0, f64::INFINITY]);
    /// ```
    fn scale_by(&mut self, factor: f64);

    /// The sum of the products of the leaves: a cotangent applied to a tangent. An exact
    /// zero wins over an infinite or NaN leaf, as it does in [`scale_by`](Self::scale_by).
    ///
    /// # Panics
    ///
    /// As [`accumulate`](Self::accumulate) does.
    ///
    /// ```
    /// # use autodiff_core::differentiable::Differentiable;
    /// assert_eq!([1.0, 2.0].inner_product(&[3.0, 4.0]), 11.0);
    /// ```
    fn inner_product(&self, other: &Self) -> f64;

    /// How many leaves it has.
    ///
    /// ```
    /// # use autodiff_core::differentiable::Differentiable;
    /// assert_eq!((vec![[1.0, 2.0]; 3], 5, Some(1.0_f32)).leaves(), 7);
    /// ```
    fn leaves(&self) -> usize;

    /// Calls `f` with each leaf, in a stable order: fields as they are declared,
    /// elements from the first to the last. An `f32` is widened.
    ///
    /// ```
    /// # use autodiff_core::differentiable::Differentiable;
    /// let mut largest = 0.0_f64;
    /// (1.0, [-3.0, 2.0]).visit(&mut |leaf| largest = largest.max(leaf.abs()));
    /// assert_eq!(largest, 3.0);
    /// ```
    fn visit(&self, f: &mut impl FnMut(f64));

    /// Calls `f` with each leaf to be changed, in the order of [`visit`](Self::visit).
    /// An `f32` is widened, and what `f` makes of it is rounded.
    ///
    /// ```
    /// # use autodiff_core::differentiable::Differentiable;
    /// let mut parameters = (1.0, [2.0, 3.0]);
    /// parameters.visit_mut(&mut |leaf| *leaf = leaf.clamp(1.5, 2.5));
    /// assert_eq!(parameters, (1.5, [2.0, 2.5]));
    /// ```
    fn visit_mut(&mut self, f: &mut impl FnMut(&mut f64));

    /// The leaves in a row, in the order of [`visit`](Self::visit).
    ///
    /// ```
    /// # use autodiff_core::differentiable::Differentiable;
    /// assert_eq!((1.0, vec![2.0, 3.0], true).flatten(), [1.0, 2.0, 3.0]);
    /// ```
    #[cfg(feature = "alloc")]
    fn flatten(&self) -> Vec<f64> {
        let mut row = Vec::with_capacity(self.leaves());
        self.visit(&mut |leaf| row.push(leaf));
        row
    }

    /// Writes the leaves to a slice, in the order of [`visit`](Self::visit).
    ///
    /// # Panics
    ///
    /// If the slice has not as many elements as the value has leaves.
    ///
    /// ```
    /// # use autodiff_core::differentiable::Differentiable;
    /// let mut row = [0.0; 3];
    /// (1.0, [2.0, 3.0]).write_to(&mut row);
    /// assert_eq!(row, [1.0, 2.0, 3.0]);
    /// ```
    #[track_caller]
    fn write_to(&self, row: &mut [f64]) {
        assert_fits(row.len(), self.leaves());
        let mut places = row.iter_mut();
        self.visit(&mut |leaf| *places.next().expect(AGREE) = leaf);
        assert!(places.next().is_none(), "{AGREE}");
    }

    /// Takes the leaves from a slice, in the order of [`visit`](Self::visit). Everything
    /// else stays as it is: lengths, variants, integers, `#[constant]` fields.
    ///
    /// # Panics
    ///
    /// If the slice has not as many elements as the value has leaves.
    ///
    /// ```
    /// # use autodiff_core::differentiable::Differentiable;
    /// let mut parameters = (0.0, [0.0; 2], 7);
    /// parameters.read_from(&[1.0, 2.0, 3.0]);
    /// assert_eq!(parameters, (1.0, [2.0, 3.0], 7));
    /// ```
    #[track_caller]
    fn read_from(&mut self, row: &[f64]) {
        assert_fits(row.len(), self.leaves());
        let mut values = row.iter();
        self.visit_mut(&mut |leaf| *leaf = *values.next().expect(AGREE));
        assert!(values.next().is_none(), "{AGREE}");
    }

    /// The first difference in extents between the two.
    #[doc(hidden)]
    fn mismatch(&self, other: &Self) -> Option<Mismatch>;

    /// The value, if it is one float.
    #[doc(hidden)]
    #[inline]
    fn as_number(&self) -> Option<f64> {
        None
    }

    /// Whether somebody may have given the type a `to_owned` of its own. Of another crate's type nobody else
    /// can, and who clones it asks for nothing.
    #[doc(hidden)]
    const MAY_OWN_OTHERWISE: bool = true;

    /// Whether a value of the type may have leaves. Of a type without them there is one derivative
    /// alone: two that differ in a variant or a length are the same, and are combined without a look.
    ///
    /// A collection says yes, also one of integers, so that a type that holds itself by way of one does
    /// not ask itself.
    #[doc(hidden)]
    const HAS_LEAVES: bool = true;

    /// Whether something of the type can be made without looking.
    #[doc(hidden)]
    const HAS_PLACEHOLDER: bool = false;

    /// How far one rounding of its leaves goes, relative to them.
    #[doc(hidden)]
    const ROUNDING: f64 = f64::EPSILON;

    /// Something of the type, where nothing reads what it is, if that can be made.
    #[doc(hidden)]
    #[inline]
    fn placeholder() -> Option<Self> {
        None
    }

    /// This float, if the type is one.
    #[doc(hidden)]
    #[inline]
    fn of_number(number: f64) -> Option<Self> {
        let _ = number;
        None
    }
}

/// What the author of an `impl` owes.
const AGREE: &str = "`leaves`, `visit` and `visit_mut` agree about the leaves";

#[track_caller]
fn assert_fits(length: usize, leaves: usize) {
    assert!(length == leaves, "a slice of length {length} for a value with {leaves} leaves");
}

#[cfg(all(test, feature = "alloc"))]
mod tests;
