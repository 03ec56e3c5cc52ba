//! What a loop runs through, cut before it.
//!
//! An adjoint loop finds each place that its primal loop has found before. So it may look once
//! whether all of them are there, and rustc sees that no single one need be looked at.

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
