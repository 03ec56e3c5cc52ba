//! Functions whose coefficients are known.

use super::assert_close;
use autodiff::{Series, grad};

const K: usize = 12;

fn at(x: f64, f: impl Fn(f64, Series<K>) -> (f64, Series<K>)) -> (f64, Series<K>) {
    f(x, Series::along(1.0))
}

#[grad(taylor)]
fn damped(x: f64) -> f64 {
    x.exp() * x.sin()
}

/// The j-th derivative is `2^(j/2) e^x sin(x + j π/4)`.
#[test]
fn a_product_of_an_exponential_and_a_sine() {
    let x = 0.4_f64;
    let (value, series) = at(x, damped_taylor);
    assert_eq!(value.to_bits(), damped(x).to_bits());
    for (j, angle) in (1_u8..=12).map(|j| (j, f64::from(j) * std::f64::consts::FRAC_PI_4)) {
        let expected = 2.0_f64.powf(f64::from(j) / 2.0) * x.exp() * (x + angle).sin();
        assert_close(series.derivative(j.into()), expected, 1e-12);
    }
}

#[grad(taylor)]
fn geometric(x: f64) -> f64 {
    1.0 / (1.0 - x)
}

#[grad(taylor)]
fn root(x: f64) -> f64 {
    (1.0 + x).sqrt()
}

#[grad(taylor)]
fn arc(x: f64) -> f64 {
    x.atan()
}

#[test]
fn series_at_zero() {
    assert_eq!(at(0.0, geometric_taylor), (1.0, Series::from([1.0; K])));
    let (mut binomial, (_, series)) = (1.0, at(0.0, root_taylor));
    for j in 1..=K {
        let order = f64::from(u8::try_from(j).unwrap());
        binomial *= (1.5 - order) / order;
        assert_close(series[j] / binomial, 1.0, 1e-14);
    }
    let (_, series) = at(0.0, arc_taylor);
    for (j, expected) in [(1, 1.0), (2, 0.0), (3, -1.0 / 3.0), (4, 0.0), (5, 0.2), (7, -1.0 / 7.0), (11, -1.0 / 11.0)] {
        assert_close(series[j], expected, 1e-15);
    }
}

#[grad(taylor)]
fn tower(x: f64) -> f64 {
    x.powf(x)
}

/// At 1: 1 + h + h² + h³/2 + h⁴/3 + h⁵/12 + ..
#[test]
fn a_power_whose_exponent_moves() {
    let (_, series) = at(1.0, tower_taylor);
    for (j, expected) in [(1, 1.0), (2, 1.0), (3, 0.5), (4, 1.0 / 3.0), (5, 1.0 / 12.0)] {
        assert_close(series[j], expected, 1e-14);
    }
}

/// The terms of the Bessel function J₀, by their recurrence.
#[grad(taylor)]
fn bessel(x: f64) -> f64 {
    let (mut term, mut sum) = (1.0, 1.0);
    for k in 1..30_u32 {
        let k = f64::from(k);
        term *= -(x / 2.0).powi(2) / (k * k);
        sum += term;
    }
    sum
}

/// It solves x y'' + y' + x y = 0: of the series `x` times this is nothing.
#[test]
fn a_loop_gives_the_series_of_a_differential_equation() {
    let x = 1.3;
    let (value, series) = at(x, bessel_taylor);
    let coefficient = |j: usize| if j == 0 { value } else { series[j] };
    for m in 0..K - 2 {
        let order = f64::from(u8::try_from(m).unwrap());
        let before = if m == 0 { 0.0 } else { coefficient(m - 1) };
        let left = x * (order + 2.0) * (order + 1.0) * coefficient(m + 2)
            + (order + 1.0) * (order + 1.0) * coefficient(m + 1)
            + x * coefficient(m)
            + before;
        assert_close(left, 0.0, 1e-13);
    }
    assert_eq!(at(0.0, bessel_taylor).1[2], -0.25);
    assert_eq!(at(0.0, bessel_taylor).1[4], 1.0 / 64.0);
}

/// Along a curve, and not only along lines: of `x = t²` the coefficients move up.
#[test]
fn a_curve_goes_in() {
    let mut curve = Series::<6>::ZERO;
    curve[2] = 1.0;
    assert_eq!(geometric_taylor(0.0, curve).1, Series::from([0.0, 1.0, 0.0, 1.0, 0.0, 1.0]));
    assert_eq!(damped_taylor(0.5, Series::<4>::ZERO), (damped(0.5), Series::ZERO));
}

/// What no order is.
#[test]
#[should_panic(expected = "the coefficient of order 0 is the value")]
fn the_value_is_no_coefficient() {
    let _ = Series::<2>::ZERO[0];
}
