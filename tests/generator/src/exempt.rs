//! Where forward and reverse mode need not agree: what `guide/conventions.md` says of
//! special points, as one predicate.

/// What both modes give at a point, along the inputs.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a> {
    /// The inputs.
    pub at: &'a [f64],
    /// The function's own value.
    pub value: f64,
    /// Its derivatives by tangents.
    pub forward: &'a [f64],
    /// Its derivatives by an adjoint.
    pub reverse: &'a [f64],
}

/// Whether the two modes need not agree:
///
/// - where the function's own value is no number;
/// - where neither mode gives moderate numbers alone: of factors that are larger than the
///   type can hold, it decides which are multiplied first;
/// - where an input itself is infinite, NaN, or so large or small that its powers are, and
///   one of the modes says NaN. There, what a choice discards is discarded, but a zero that
///   comes of something else may meet an operand that is no number;
/// - where an input is so large that what it is multiplied by cancels in one order of
///   summation and not in another: `(0.2 + 1e299) - 1e299` is 0.
///
/// At other points two numbers that differ are never exempt.
#[must_use]
pub fn is_exempt(rows: Rows<'_>) -> bool {
    let moderate = |row: &[f64]| row.iter().all(|d| d.abs() < 1e100);
    let cancels = rows.at.iter().any(|x| x.is_finite() && x.abs() > 1e100);
    !rows.value.is_finite() || !(moderate(rows.forward) || moderate(rows.reverse)) || cancels || is_loud(rows)
}

/// The last of the cases: one of the modes says NaN, and an input is the reason.
#[must_use]
pub fn is_loud(rows: Rows<'_>) -> bool {
    let is_far = |x: &f64| x.is_nan() || x.abs() > 1e100 || (*x != 0.0 && x.abs() < 1e-300);
    let far = rows.at.iter().any(is_far);
    let entries = || rows.forward.iter().zip(rows.reverse);
    let differ = |(f, r): (&f64, &f64)| (f - r).abs() > 1e-3 * f.abs().max(r.abs()).max(1.0);
    let one_is_nan = entries().any(|(f, r)| f.is_nan() != r.is_nan());
    far && rows.value.is_finite() && one_is_nan && !entries().any(differ)
}
