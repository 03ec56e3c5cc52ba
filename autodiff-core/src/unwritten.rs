//! Scratch of a loop whose iterations are said to be independent, and tapes of inner loops, before
//! an iteration fills them.

use crate::generic::Scalar;

/// What nobody may read: NaN where debug assertions are on, so that it is seen if somebody does.
///
/// ```
/// use autodiff_core::unwritten::unwritten;
///
/// assert_eq!(unwritten::<f64>().is_nan(), cfg!(debug_assertions));
/// ```
#[inline]
#[must_use]
pub fn unwritten<T: Scalar>() -> T {
    T::literal(if cfg!(debug_assertions) { f64::NAN } else { 0.0 })
}

/// Scratch, or a tape, that served another iteration, for the next one. What that has left there
/// stays, where nobody looks whether it is read.
///
/// ```
/// use autodiff_core::unwritten::unwrite;
///
/// let mut scratch = vec![1.0_f64; 2];
/// unwrite(&mut scratch, 3);
/// assert_eq!(scratch.len(), 3);
/// assert_eq!(scratch[0].is_nan(), cfg!(debug_assertions));
/// ```
#[cfg(feature = "alloc")]
#[inline]
pub fn unwrite<T: Scalar>(scratch: &mut alloc::vec::Vec<T>, len: usize) {
    if cfg!(debug_assertions) {
        scratch.clear();
    }
    scratch.resize(len, unwritten());
}
