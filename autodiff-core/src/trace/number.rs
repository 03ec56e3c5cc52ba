//! Numbers as text that people read.

use alloc::format;
use alloc::string::String;

use super::TraceValue;

/// What stands where no sweep computes a derivative.
pub(super) const STRUCTURAL_ZERO: &str = "·";

/// Six significant digits, or as many decimals as asked for.
const SIGNIFICANT: i32 = 6;

/// The sign of a zero is the business of values: a derivative of -0 is 0.
pub(super) fn derivative(derivative: Option<f64>, decimals: Option<usize>) -> String {
    derivative.map_or_else(|| STRUCTURAL_ZERO.into(), |x| unsigned_zero(float(x + 0.0, decimals)))
}

/// What rounds to zero has no sign.
fn unsigned_zero(number: String) -> String {
    match number.strip_prefix('-') {
        Some(zero) if zero.contains('.') && zero.chars().all(|c| matches!(c, '0' | '.')) => zero.into(),
        _ => number,
    }
}

pub(super) fn value(value: TraceValue, decimals: Option<usize>) -> String {
    match value {
        TraceValue::Float(x) => float(x, decimals),
        TraceValue::Int(n) => format!("{n}"),
        TraceValue::Bool(b) => format!("{b}"),
        TraceValue::Opaque => "?".into(),
    }
}

/// Very large and very small numbers have an exponent.
pub(super) fn float(x: f64, decimals: Option<usize>) -> String {
    if x == 0.0 || !x.is_finite() {
        return match decimals {
            Some(decimals) => format!("{x:.decimals$}"),
            None => format!("{x}"),
        };
    }
    // The exponent after rounding, so that 999999.7 counts as a million.
    let digits = usize::try_from(SIGNIFICANT - 1).unwrap_or(0);
    let scientific = format!("{x:.digits$e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    match decimals {
        Some(decimals) if exponent < 15 => format!("{x:.decimals$}"),
        Some(decimals) => format!("{x:.decimals$e}"),
        None if (-5..SIGNIFICANT).contains(&exponent) => {
            let decimals = usize::try_from(SIGNIFICANT - 1 - exponent).unwrap_or(0);
            trimmed(&format!("{x:.decimals$}")).into()
        }
        None => format!("{}e{exponent}", trimmed(mantissa)),
    }
}

/// Without zeros at the end of the fraction.
fn trimmed(number: &str) -> &str {
    if number.contains('.') { number.trim_end_matches('0').trim_end_matches('.') } else { number }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_significant_digits() {
        let six = |x| float(x, None);
        assert_eq!(six(2.0), "2");
        assert_eq!(six(-0.5), "-0.5");
        assert_eq!(six(core::f64::consts::PI), "3.14159");
        assert_eq!(six(1234.5678), "1234.57");
        assert_eq!(six(100_000.0), "100000");
        assert_eq!(six(999_999.7), "1e6");
        assert_eq!(six(0.000_012_345_678), "0.0000123457");
        assert_eq!(six(0.000_001_234_567_8), "1.23457e-6");
        assert_eq!(six(-1e300), "-1e300");
        assert_eq!(six(5e-324), "4.94066e-324");
    }

    #[test]
    fn edges_of_the_floats() {
        assert_eq!(float(0.0, None), "0");
        assert_eq!(float(-0.0, None), "-0");
        assert_eq!(float(f64::NAN, Some(2)), "NaN");
        assert_eq!(float(f64::NEG_INFINITY, None), "-inf");
    }

    #[test]
    fn decimals_as_asked_for() {
        assert_eq!(float(2.0, Some(4)), "2.0000");
        assert_eq!(float(0.0, Some(2)), "0.00");
        assert_eq!(float(0.123_456, Some(4)), "0.1235");
        assert_eq!(float(1e300, Some(2)), "1.00e300");
    }

    #[test]
    fn other_values() {
        assert_eq!(value(TraceValue::Int(-7), Some(3)), "-7");
        assert_eq!(value(TraceValue::Bool(true), None), "true");
        assert_eq!(value(TraceValue::Opaque, None), "?");
        assert_eq!(derivative(None, None), "·");
    }

    #[test]
    fn derivatives_have_no_negative_zero() {
        assert_eq!(derivative(Some(-0.0), None), "0");
        assert_eq!(derivative(Some(-0.0), Some(2)), "0.00");
        assert_eq!(derivative(Some(-1e-9), Some(2)), "0.00");
        assert_eq!(derivative(Some(-1e-9), None), "-1e-9");
        assert_eq!(derivative(Some(-1.0), Some(0)), "-1");
    }
}
