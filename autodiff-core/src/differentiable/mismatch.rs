//! How the extents of two values can differ.

/// What differs first between a shadow and what it belongs to, the shadow's first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mismatch {
    /// The lengths of two vectors.
    Lengths(usize, usize),
    /// The variants of two enums.
    Variants(&'static str, &'static str),
}

/// Refuses to combine derivatives of two variants.
///
/// # Panics
///
/// With both names. A cotangent of one variant that is added to one of another would
/// be lost, or land at leaves that it does not belong to.
#[cold]
#[inline(never)]
#[track_caller]
pub fn different_variants(ours: &str, theirs: &str) -> ! {
    panic!("derivatives of different variants are combined, `{ours}` and `{theirs}`")
}

/// A derivative is of another variant than its primal value.
#[doc(hidden)]
#[cold]
#[inline(never)]
#[track_caller]
pub fn no_variant() -> ! {
    panic!("a derivative is of another variant than what it is a derivative of")
}
