//! What a loop runs through, cut before it.
//!
//! An adjoint loop finds each place that its primal loop has found before. So it may look once
//! whether all of them are there, and rustc sees that no single one need be looked at.

use core::cell::Cell;

/// The `count` elements from the number `from` on. Where a loop runs not at all, `from` need be
/// the number of nothing.
///
/// ```
/// use autodiff_core::stretch::stretch;
///
/// assert_eq!(stretch(&[1.0, 2.0, 3.0, 4.0], 1, 2), [2.0, 3.0]);
/// assert!(stretch(&[1.0], 7, 0).is_empty());
/// ```
///
/// # Panics
///
/// If there are fewer.
#[inline]
#[must_use]
pub fn stretch<T>(memory: &[T], from: usize, count: usize) -> &[T] {
    if count == 0 { &[] } else { &memory[from..][..count] }
}

/// The same to write to.
///
/// ```
/// use autodiff_core::stretch::stretch_mut;
///
/// let mut shadow = [0.0; 4];
/// stretch_mut(&mut shadow, 1, 2).fill(1.0);
/// assert_eq!(shadow, [0.0, 1.0, 1.0, 0.0]);
/// ```
///
/// # Panics
///
/// If there are fewer.
#[inline]
#[must_use]
pub fn stretch_mut<T>(memory: &mut [T], from: usize, count: usize) -> &mut [T] {
    if count == 0 { &mut [] } else { &mut memory[from..][..count] }
}

/// The elements as cells, where a loop writes to several stretches of one memory.
///
/// ```
/// use autodiff_core::stretch::{cells, stretch};
///
/// let mut shadow = [0.0; 4];
/// let shadow_cells = cells(&mut shadow);
/// let (here, next) = (stretch(shadow_cells, 0, 3), stretch(shadow_cells, 1, 3));
/// for i in 0..3 {
///     here[i].set(here[i].get() + 1.0);
///     next[i].set(next[i].get() - 1.0);
/// }
/// assert_eq!(shadow, [1.0, 0.0, 0.0, -1.0]);
/// ```
#[inline]
#[must_use]
pub fn cells<T>(memory: &mut [T]) -> &[Cell<T>] {
    Cell::from_mut(memory).as_slice_of_cells()
}
