//! Comparison of numbers, and what is said when they differ.

use autodiff_generator::difference::Estimate;
use std::fmt;

/// Two numbers that should have been equal.
pub struct Mismatch(String);

/// What a check returns.
pub type Verdict = Result<(), Mismatch>;

impl Mismatch {
    pub(super) fn new(place: &str, what: &str, got: &impl fmt::Debug, expected: &impl fmt::Debug) -> Self {
        Self(format!("{place}: {what}\n     got {got:?}\nexpected {expected:?}"))
    }
}

/// A test that returns a [`Verdict`] prints it with `Debug`.
impl fmt::Debug for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Fails unless `|got - expected| <= tolerance`, also if anything is NaN; two
/// infinities are equal.
pub(super) fn close(place: &str, what: &str, got: f64, expected: f64, tolerance: f64) -> Verdict {
    if (got - expected).abs() <= tolerance || got == expected {
        return Ok(());
    }
    let what = format!("{what} (difference {:e}, tolerance {tolerance:e})", got - expected);
    Err(Mismatch::new(place, &what, &got, &expected))
}

/// Fails unless `got` is the derivative of which `estimate` is known; `size`
/// is that of the differentiated value over that of the argument.
pub(super) fn near(place: &str, what: &str, got: f64, estimate: Estimate, size: f64) -> Verdict {
    let rounding = 1e-9 * size + 1e-10;
    if !estimate.is_good(1e-6, rounding) {
        let what = format!("{what}: differences do not converge; is the point at a kink?");
        return Err(Mismatch::new(place, &what, &got, &estimate));
    }
    let what = format!("{what} against differences");
    close(place, &what, got, estimate.value, 1e-6 * estimate.value.abs() + rounding)
}

/// Fails unless the lists hold the same numbers: zeros of either sign are the
/// same, and so are two NaNs.
pub(super) fn same(place: &str, what: &str, got: &[f64], expected: &[f64]) -> Verdict {
    let equal = |(a, b): (&f64, &f64)| a == b || (a.is_nan() && b.is_nan());
    if got.len() == expected.len() && got.iter().zip(expected).all(equal) {
        return Ok(());
    }
    Err(Mismatch::new(place, what, &got, &expected))
}

pub(super) fn magnitude(numbers: &[f64]) -> f64 {
    numbers.iter().map(|number| number.abs()).sum()
}
