//! How long the segments of a loop are whose states are kept.

/// The length of a segment of a loop of so many iterations, at so many levels of checkpoints.
///
/// At one level there are as many segments as a segment has iterations; at `l` levels, as many
/// as the root of degree `l + 1` of the iterations, so that each level keeps as many states
/// (Griewank & Walther, *Evaluating Derivatives*, 2nd ed., SIAM 2008, §12.2, with the states of
/// each level kept for as long as their segment is worked on). A segment has at least one
/// iteration.
///
/// ```
/// use autodiff_core::checkpoint::segment_length;
///
/// assert_eq!(segment_length(1_000_000, 1), 1_000);
/// assert_eq!(segment_length(1_000_000, 2), 10_000);
/// assert_eq!(segment_length(10, 1), 4);
/// assert_eq!(segment_length(0, 3), 1);
/// ```
#[inline]
#[must_use]
pub fn segment_length(iterations: usize, levels: u32) -> usize {
    let degree = levels.saturating_add(1);
    let fits = |count: usize| count.checked_pow(degree).is_some_and(|all| all <= iterations);
    // The most segments of which so many levels are no more than the iterations.
    let (mut some, mut many) = (1, iterations.max(1).saturating_add(1));
    while many - some > 1 {
        let count = some + (many - some) / 2;
        if fits(count) { some = count } else { many = count }
    }
    iterations.div_ceil(some).max(1)
}

#[cfg(test)]
mod tests {
    use super::segment_length;

    #[test]
    fn segments_cover_the_loop_and_none_is_empty() {
        for levels in 1..5 {
            for iterations in 1..2_000 {
                let length = segment_length(iterations, levels);
                let count = iterations.div_ceil(length);
                assert!(length >= 1 && count * length >= iterations && (count - 1) * length < iterations);
            }
        }
    }

    #[test]
    fn the_largest_loop_has_segments() {
        assert_eq!(segment_length(usize::MAX, 1), usize::MAX.div_ceil(usize::MAX.isqrt()));
        assert!(segment_length(usize::MAX, u32::MAX) >= 1);
    }
}
