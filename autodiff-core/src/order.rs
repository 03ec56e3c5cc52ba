//! The order in which a sort puts the elements of a slice.
//!
//! A sort has no derivative but that of moving elements: generated code asks for
//! the permutation, and moves values, tangents and adjoints by it.

use alloc::vec::Vec;
use core::cmp::Ordering;

/// For each place, the index of the element that a stable sort puts there.
///
/// ```
/// use autodiff_core::order::sorted_by;
///
/// assert_eq!(sorted_by(&[2.5, 0.5, 1.5], f64::total_cmp), [1, 2, 0]);
/// ```
#[inline]
#[must_use]
pub fn sorted_by<T>(elements: &[T], mut compare: impl FnMut(&T, &T) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..elements.len()).collect();
    order.sort_by(|i, j| compare(&elements[*i], &elements[*j]));
    order
}

/// The same by a key.
///
/// ```
/// use autodiff_core::order::sorted_by_key;
///
/// assert_eq!(sorted_by_key(&[(1.5, 7), (0.5, 3)], |pair| pair.1), [1, 0]);
/// ```
#[inline]
#[must_use]
pub fn sorted_by_key<T, K: Ord>(elements: &[T], mut key: impl FnMut(&T) -> K) -> Vec<usize> {
    sorted_by(elements, |a, b| key(a).cmp(&key(b)))
}
