//! Where automatic differentiation is known to go wrong: functions of one
//! variable, the point, and the derivative in every mode.

// The functions are written as people write them.
#![allow(clippy::eq_op, clippy::manual_midpoint)]

use autodiff::grad;

/// Functions and what their derivatives are at some points.
macro_rules! hazards {
    ($($(#[doc = $doc:literal])+ $name:ident($x:ident) $body:block $($at:expr => $expected:expr),+;)*) => {$(
        mod $name {
            use super::*;

            #[grad(hvp)]
            fn f($x: f64) -> f64 $body

            $(#[doc = $doc])+
            #[test]
            fn $name() {
                for (x, expected) in [$(($at, f64::from($expected))),+] {
                    let one = std::hint::black_box(1.0);
                    let modes = [f_jvp(x, one).1, f_grad(x), f_vjp(x, one).1, f_hvp(x, one).0];
                    let right = |d: &f64| super::super::same(*d, expected);
                    assert!(modes.iter().all(right), "at {x:?}, expected {expected:?}: {modes:?}");
                    // A zero that arrives stays zero, whatever it is multiplied by.
                    let zeros = [f_jvp(x, one - 1.0).1, f_vjp(x, one - 1.0).1];
                    assert_eq!(zeros, [0.0, 0.0], "at {x:?}");
                    assert!(super::super::same(f_jvp(x, one).0, f(x)), "at {x:?}");
                }
            }
        }
    )*};
}

const INF: f64 = f64::INFINITY;

hazards! {
    /// The partial of the root is infinite, and the other factor is zero: the
    /// derivative is `1.5 √x`, which is 0.
    root_times_its_argument(x) { x.sqrt() * x } 0.0 => 0.0;
    /// A masked root.
    root_times_zero(x) { x.sqrt() * 0.0 } 0.0 => 0.0;
    /// A root masked by a value.
    root_times_a_zero_value(x) { let mask = x.floor(); x.sqrt() * mask } 0.0 => 0.0;
    /// A pole of the derivative alone: it is infinite, and says so.
    root(x) { x.sqrt() } 0.0 => INF;
    /// The composed form has the subgradient 0 at its kink.
    root_of_the_square(x) { (x * x).sqrt() } 0.0 => 0.0, 3.0 => 1.0, -3.0 => -1.0;
    /// `hypot` has, too.
    length(x) { x.hypot(2.0 * x) } 0.0 => 0.0;
    /// The branch that is not taken has no derivative.
    branch(x) { if x > 0.0 { x.sqrt() } else { 0.0 } } 0.0 => 0.0, -1.0 => 0.0, 4.0 => 0.25;
    /// The left side keeps the right one from panicking: `clamp` refuses bounds
    /// in the wrong order.
    guarded_panic(x) { if x <= 1.0 && 0.5_f64.clamp(x, 1.0) > 0.2 { x * x } else { x } } 2.0 => 1.0, 0.4 => 0.8;
    /// A value that nobody uses is not differentiated.
    unused(x) { let root = x.sqrt(); let _ = root; x * x } 0.0 => 0.0, -1.0 => -2.0;
    /// A maximum that does not take the root.
    mask_of_a_root(x) { x.sqrt().max(1.0) } 0.0 => 0.0, 4.0 => 0.25;
    /// A maximum of the root and something larger that depends on `x`.
    mask_of_a_root_by_another(x) { x.sqrt().max(x + 1.0) } 0.0 => 1.0;
    /// A minimum that does not take the pole.
    mask_of_a_pole(x) { (1.0 / x).min(5.0) } 0.0 => 0.0, 0.5 => -4.0;
    /// A clamp that does not take the pole.
    clamp_of_a_pole(x) { x.recip().clamp(-5.0, 5.0) } 0.0 => 0.0, -0.0 => 0.0, 0.5 => -4.0;
    /// A minimum that does not take an overflow.
    mask_of_an_overflow(x) { x.exp().min(10.0) } 1000.0 => 0.0, 0.0 => 1.0;
    /// A logarithm of zero that is not taken.
    mask_of_a_logarithm(x) { x.ln().max(-10.0) } 0.0 => 0.0, 0.5 => 2.0;
    /// Saturated functions: the derivative is 0, not NaN.
    tanh(x) { x.tanh() } 800.0 => 0.0, -800.0 => 0.0, 1e300 => 0.0;
    /// The logistic function overflows inside, and is flat there.
    logistic(x) { 1.0 / (1.0 + (-x).exp()) } 750.0 => 0.0, -750.0 => 0.0, 0.0 => 0.25;
    /// Its stable form.
    logistic_by_tanh(x) { 0.5 * (1.0 + (0.5 * x).tanh()) } 1600.0 => 0.0, -1600.0 => 0.0, 0.0 => 0.25;
    /// The stable form; as people write it, `ln(1 + exp(x))` is infinite above 709.
    softplus(x) { x.max(0.0) + (-x.abs()).exp().ln_1p() } 750.0 => 1.0, -750.0 => 0.0;
    /// A value that is infinite on the way to a finite one. The derivative is -1,
    /// which is lost between 0 and infinity; it is 0 in every mode, not NaN.
    arctangent_of_a_pole(x) { (1.0 / x).atan() } 0.0 => 0.0;
    /// Likewise; here 0 is right.
    tanh_of_an_overflow(x) { x.exp().tanh() } 1000.0 => 0.0;
    /// Likewise; the derivative is 1.
    inverse_of_a_pole(x) { 1.0 / (1.0 / x) } 0.0 => 0.0;
    /// Powers at base zero.
    power_zero(x) { x.powi(0) } 0.0 => 0.0;
    /// Integer powers at base zero.
    power_one(x) { x.powi(1) + x.powi(2) + x.powi(3) } 0.0 => 1.0;
    /// A float exponent of 0.
    powf_zero(x) { x.powf(0.0) } 0.0 => 0.0;
    /// Between 0 and 1 the derivative is infinite.
    powf_half(x) { x.powf(0.5) } 0.0 => INF;
    /// At 1 it is 1.
    powf_one(x) { x.powf(1.0) } 0.0 => 1.0;
    /// Above 1 it is 0.
    powf_above_one(x) { x.powf(1.5) } 0.0 => 0.0;
    /// A variable exponent at base zero.
    powf_of_itself(x) { x.powf(x + 2.0) } 0.0 => 0.0;
    /// A negative base.
    powf_of_a_negative_base(x) { x.powf(3.0) } -2.0 => 12.0;
    /// The Gaussian of a pole, flat to all orders.
    flat(x) { (-1.0 / (x * x)).exp() } 0.0 => 0.0;
    /// `-x ln x`, guarded as people do.
    entropy(x) { if x > 0.0 { -x * x.ln() } else { 0.0 } } 0.0 => 0.0, 1.0 => -1.0;
    /// The inverse of a norm that is guarded.
    safe_inverse(x) { let n = (x * x).sqrt(); if n > 0.0 { x / n } else { 0.0 } } 0.0 => 0.0, 2.0 => 0.0;
    /// A root inside of a root: |x|, at its kink.
    fourth_root_of_a_fourth_power(x) { x.powi(4).sqrt().sqrt() } 0.0 => 0.0;
    /// The square of a root: the derivative is 1, and lost likewise.
    square_of_a_root(x) { let root = x.sqrt(); root * root } 0.0 => 0.0;
    /// An arcsine at its end, masked.
    arcsine_masked(x) { x.asin() * (1.0 - x) } 1.0 => -std::f64::consts::FRAC_PI_2;
    /// An infinite derivative that is subtracted from itself.
    cancelled(x) { let r = x.sqrt(); r - r + x } 0.0 => 1.0, 4.0 => 1.0;
    /// Something finite is added in between.
    cancelled_later(x) { let r = x.sqrt(); (r + x) - r } 0.0 => 1.0;
    /// More of it is taken away than there is.
    outweighed(x) { let r = x.sqrt(); r - 2.0 * r + x } 0.0 => -INF, 4.0 => 0.75;
    /// What it is scaled by cancels, not it itself.
    cancelled_products(x) { let r = x.sqrt(); let k = x + 3.0; r * k - k * r + x } 0.0 => 1.0;
    /// A linear interpolation that ends at the other side.
    interpolated(x) { let (a, b, t) = (x.sqrt(), 2.0 * x, 1.0 - x); a + (b - a) * t } 0.0 => 2.0;
    /// The standard deviation of two equal values, by moments.
    deviation(x) {
        let (a, b) = (3.0 + x, 3.0 - 0.0 * x + x);
        let m = (a + b) / 2.0;
        ((a * a + b * b) / 2.0 - m * m).sqrt() + x
    } 0.0 => 1.0;
    /// Two that are not the same one: nobody knows their difference.
    of_two_roots(x) { x.sqrt() - x.cbrt() } 0.0 => f64::NAN;
    /// Their sum is clear.
    sum_of_two_roots(x) { x.sqrt() + x.cbrt() } 0.0 => INF;
}
