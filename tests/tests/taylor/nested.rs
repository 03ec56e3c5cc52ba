//! The same derivatives by nesting.

use super::assert_close;
use autodiff::{Series, grad};

#[grad(taylor, order = 3, only(jvp))]
fn mixed(x: f64, y: f64) -> f64 {
    let r = x.hypot(y) + (x * y).tanh() / (1.0 + y * y);
    let s = if r > 1.0 { r.ln() * y.atan2(x) } else { r.cbrt() - x.powi(3) };
    (s + x.powf(1.7)).cos() + (0.3 * x).asin() * (y + 2.0).log(x + 3.0)
}

#[grad(taylor, order = 3, only(jvp))]
fn inverses(x: f64, y: f64) -> f64 {
    let u = (0.2 * x).acos() + (0.3 * y).atanh() + (1.5 + x * x).acosh() + (x * y).asinh();
    u.mul_add(x, y.exp_m1()) + x.ln_1p() * y.exp2() - (x * y).tan() + x.cosh() / y.sinh() + x.max(y) * x.rem_euclid(y)
}

/// The derivatives of the orders 1 to 3 along a line.
macro_rules! by_nesting {
    ($jvp:ident, $jvp_jvp:ident, $jvp_jvp_jvp:ident, $x:expr, $y:expr, $v:expr, $w:expr) => {{
        let (x, y, v, w) = ($x, $y, $v, $w);
        let first = $jvp(x, y, v, w).1;
        let second = $jvp_jvp(x, y, v, w, v, w, 0.0, 0.0).1.1;
        let zero = 0.0;
        let third = $jvp_jvp_jvp(x, y, v, w, v, w, zero, zero, v, w, zero, zero, zero, zero, zero, zero).1.1.1;
        [first, second, third]
    }};
}

#[test]
fn coefficients_are_derivatives_by_nesting() {
    for (x, y) in [(0.7, 0.4), (1.2, 0.8), (0.3, 2.1), (2.3, 0.9)] {
        for (v, w) in [(1.0, 0.0), (0.0, 1.0), (0.6, -0.8)] {
            let (value, series) = mixed_taylor(x, y, Series::<3>::along(v), Series::along(w));
            assert_eq!(value.to_bits(), mixed(x, y).to_bits());
            let expected = by_nesting!(mixed_jvp, mixed_jvp_jvp, mixed_jvp_jvp_jvp, x, y, v, w);
            (1..=3).for_each(|order| assert_close(series.derivative(order), expected[order - 1], 1e-11));
            let (value, series) = inverses_taylor(x, y, Series::<3>::along(v), Series::along(w));
            assert_eq!(value.to_bits(), inverses(x, y).to_bits());
            let expected = by_nesting!(inverses_jvp, inverses_jvp_jvp, inverses_jvp_jvp_jvp, x, y, v, w);
            (1..=3).for_each(|order| assert_close(series.derivative(order), expected[order - 1], 1e-11));
        }
    }
}
