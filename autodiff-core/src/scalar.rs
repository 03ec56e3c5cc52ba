//! The float methods of std, for programs without std.

use crate::generic::{Bounded, Scalar};
use crate::rows::Rows;

/// Declares [`Real`] from the lists of its methods, and implements it.
///
/// A method is followed by where it comes from without std: a pair of functions
/// of `libm` for `f64` and `f32`; `core`, for an inherent method of the core
/// library; or `here`, for a function of the module `here`.
macro_rules! real {
    ($($(#[doc = $doc:literal])* fn $name:ident(self $(, $arg:ident: $ty:ty)*) -> $out:ty = $($from:ident)+;)*) => {
        /// The elementary functions of `f64` and `f32`, by the names they have in std.
        ///
        /// Without std a float has no `sin`. With this trait in scope it has, in the
        /// code of the user and in the code that is generated from it:
        ///
        /// ```
        /// # #![allow(unused_imports)]
        /// use autodiff_core::scalar::Real as _;
        ///
        /// fn wave(x: f64) -> f64 {
        ///     x.sin().mul_add(2.0, x.exp())
        /// }
        /// assert_eq!(wave(0.0), 1.0);
        /// ```
        ///
        /// The functions come from std where the feature `std` is on, else from the
        /// `libm` crate where the feature `libm` is on; without either there is no
        /// such trait. A float's inherent methods win over those of a trait, so where
        /// std is linked the import changes nothing.
        /// In a generic function it is a bound: with `T: Real`, `x * y.sin()` is what it is for
        /// `f64`, and a constant is [`T::literal(0.5)`](Scalar::literal).
        ///
        /// ```
        /// use autodiff_core::scalar::Real;
        ///
        /// fn wave<T: Real>(x: T) -> T {
        ///     x.sin() * T::literal(0.5)
        /// }
        /// assert_eq!(wave(0.0_f32), 0.0);
        /// ```
        pub trait Real: Scalar + Bounded + Rows {
            $($(#[doc = $doc])* #[must_use] fn $name(self $(, $arg: $ty)*) -> $out;)*
        }

        impl Real for f64 {
            $(#[inline] fn $name(self $(, $arg: $ty)*) -> $out {
                provided!(f64 $name(self $(, $arg)*) $($from)+)
            })*
        }

        impl Real for f32 {
            $(#[inline] fn $name(self $(, $arg: $ty)*) -> $out {
                provided!(f32 $name(self $(, $arg)*) $($from)+)
            })*
        }
    };
}

/// A call of what provides a method.
#[cfg(feature = "std")]
macro_rules! provided {
    ($float:ident $name:ident($($arg:expr),+) $($from:ident)+) => { <$float>::$name($($arg),+) };
}
#[cfg(not(feature = "std"))]
macro_rules! provided {
    ($float:ident $name:ident($($arg:expr),+) core) => { <$float>::$name($($arg),+) };
    ($float:ident $name:ident($($arg:expr),+) here) => { here::$name($($arg),+) };
    (f64 $name:ident($($arg:expr),+) $f64:ident $f32:ident) => { libm::$f64($($arg),+) };
    (f32 $name:ident($($arg:expr),+) $f64:ident $f32:ident) => { libm::$f32($($arg),+) };
}

real! {
    /// Absolute value.
    fn abs(self) -> Self = core;
    /// 1 or -1 by the sign, also of a zero; NaN for NaN.
    fn signum(self) -> Self = core;
    /// The magnitude of `self` with the sign of `sign`.
    fn copysign(self, sign: Self) -> Self = core;
    /// `1 / self`.
    fn recip(self) -> Self = core;
    /// `self * a + b`, rounded once.
    fn mul_add(self, a: Self, b: Self) -> Self = fma fmaf;
    /// Square root.
    fn sqrt(self) -> Self = sqrt sqrtf;
    /// Cube root.
    fn cbrt(self) -> Self = cbrt cbrtf;
    /// `self` to an integer power.
    fn powi(self, n: i32) -> Self = here;
    /// `self` to a float power.
    fn powf(self, n: Self) -> Self = pow powf;
    /// `sqrt(self² + other²)`, without overflow.
    fn hypot(self, other: Self) -> Self = hypot hypotf;
    /// `e` to the power of `self`.
    fn exp(self) -> Self = exp expf;
    /// 2 to the power of `self`.
    fn exp2(self) -> Self = exp2 exp2f;
    /// `exp(self) - 1`, exact near zero.
    fn exp_m1(self) -> Self = expm1 expm1f;
    /// Natural logarithm.
    fn ln(self) -> Self = log logf;
    /// `ln(1 + self)`, exact near zero.
    fn ln_1p(self) -> Self = log1p log1pf;
    /// Logarithm to a given base.
    fn log(self, base: Self) -> Self = here;
    /// Logarithm to base two.
    fn log2(self) -> Self = log2 log2f;
    /// Logarithm to base ten.
    fn log10(self) -> Self = log10 log10f;
    /// Sine.
    fn sin(self) -> Self = sin sinf;
    /// Cosine.
    fn cos(self) -> Self = cos cosf;
    /// Sine and cosine.
    fn sin_cos(self) -> (Self, Self) = sincos sincosf;
    /// Tangent.
    fn tan(self) -> Self = tan tanf;
    /// Arcsine.
    fn asin(self) -> Self = asin asinf;
    /// Arccosine.
    fn acos(self) -> Self = acos acosf;
    /// Arctangent.
    fn atan(self) -> Self = atan atanf;
    /// Angle of the vector `(x, self)`.
    fn atan2(self, x: Self) -> Self = atan2 atan2f;
    /// Hyperbolic sine.
    fn sinh(self) -> Self = sinh sinhf;
    /// Hyperbolic cosine.
    fn cosh(self) -> Self = cosh coshf;
    /// Hyperbolic tangent.
    fn tanh(self) -> Self = tanh tanhf;
    /// Inverse hyperbolic sine.
    fn asinh(self) -> Self = asinh asinhf;
    /// Inverse hyperbolic cosine.
    fn acosh(self) -> Self = acosh acoshf;
    /// Inverse hyperbolic tangent.
    fn atanh(self) -> Self = atanh atanhf;
    /// Radians to degrees.
    fn to_degrees(self) -> Self = core;
    /// Degrees to radians.
    fn to_radians(self) -> Self = core;
    /// The smaller one; of a NaN and a number, the number.
    fn min(self, other: Self) -> Self = core;
    /// The larger one; of a NaN and a number, the number.
    fn max(self, other: Self) -> Self = core;
    /// `self`, or the bound that it is beyond. Panics if `min > max`, or if a
    /// bound is NaN.
    fn clamp(self, min: Self, max: Self) -> Self = core;
    /// Round down.
    fn floor(self) -> Self = floor floorf;
    /// Round up.
    fn ceil(self) -> Self = ceil ceilf;
    /// Round to nearest, halves away from zero.
    fn round(self) -> Self = round roundf;
    /// Round to nearest, halves to even.
    fn round_ties_even(self) -> Self = roundeven roundevenf;
    /// Round towards zero.
    fn trunc(self) -> Self = trunc truncf;
    /// The part after the point.
    fn fract(self) -> Self = here;
    /// Whether it is not a number.
    fn is_nan(self) -> bool = core;
    /// Whether it is infinite.
    fn is_infinite(self) -> bool = core;
    /// Whether it is a number, and not infinite.
    fn is_finite(self) -> bool = core;
    /// Whether its sign is minus, also of a zero.
    fn is_sign_negative(self) -> bool = core;
    /// Whether its sign is plus, also of a zero.
    fn is_sign_positive(self) -> bool = core;
    /// Remainder that is not negative.
    fn rem_euclid(self, divisor: Self) -> Self = here;
    /// Quotient that belongs to `rem_euclid`.
    fn div_euclid(self, divisor: Self) -> Self = here;
}

/// What `libm` does not have, as std computes it.
#[cfg(not(feature = "std"))]
mod here {
    use super::Real;
    use core::ops::{Add, Div, Mul, Rem, Sub};

    /// What the functions below need of a float, besides [`Real`].
    pub(super) trait Float:
        Real
        + From<i8>
        + PartialOrd
        + Add<Output = Self>
        + Sub<Output = Self>
        + Mul<Output = Self>
        + Div<Output = Self>
        + Rem<Output = Self>
    {
    }
    impl Float for f64 {}
    impl Float for f32 {}

    /// By repeated squaring; the reciprocal comes last, as in compiler-rt.
    pub(super) fn powi<F: Float>(x: F, n: i32) -> F {
        let (mut square, mut exponent, mut power) = (x, n.unsigned_abs(), F::from(1));
        loop {
            if exponent % 2 == 1 {
                power *= square;
            }
            exponent /= 2;
            if exponent == 0 {
                break;
            }
            square *= square;
        }
        if n < 0 { F::from(1) / power } else { power }
    }

    pub(super) fn log<F: Float>(x: F, base: F) -> F {
        x.ln() / base.ln()
    }

    pub(super) fn fract<F: Float>(x: F) -> F {
        x - x.trunc()
    }

    pub(super) fn rem_euclid<F: Float>(a: F, b: F) -> F {
        let rest = a % b;
        if rest < F::from(0) { rest + b.abs() } else { rest }
    }

    pub(super) fn div_euclid<F: Float>(a: F, b: F) -> F {
        let quotient = (a / b).trunc();
        if a % b < F::from(0) {
            let step = F::from(if b > F::from(0) { 1 } else { -1 });
            return quotient - step;
        }
        quotient
    }
}

#[cfg(test)]
mod tests {
    use super::Real;
    use std::vec::Vec;

    const POINTS: [f64; 10] = [-7.5, -2.5, -0.5, -0.0, 0.0, 0.3, 0.5, 1.0, 2.5, 11.0];

    /// Equal to rounding; NaN is equal to NaN.
    fn close(a: f64, b: f64, tolerance: f64) -> bool {
        a == b || (a - b).abs() <= tolerance * b.abs().max(1e-3) || (a.is_nan() && b.is_nan())
    }

    /// Compares a method of the trait with the inherent one of std.
    macro_rules! like_std {
        ($($name:ident($($arg:ident),*))*) => {$(
            #[test]
            fn $name() {
                for x in POINTS {
                    like_std!(@each $name x [] $($arg)*);
                }
            }
        )*};
        (@each $name:ident $x:ident [$($bound:ident)*] $arg:ident $($rest:ident)*) => {
            for $arg in POINTS {
                like_std!(@each $name $x [$($bound)* $arg] $($rest)*);
            }
        };
        (@each $name:ident $x:ident [$($bound:ident)*]) => {
            let (real, std) = (<f64 as Real>::$name($x $(, $bound)*), f64::$name($x $(, $bound)*));
            assert!(close(real, std, 1e-14), "f64: {real} and {std} at {:?}", [$x $(, $bound)*]);
            let (real, std) = like_std!(@single $name $x [$($bound)*]);
            let (real, std) = (f64::from(real), f64::from(std));
            assert!(close(real, std, 1e-5), "f32: {real} and {std} at {:?}", [$x $(, $bound)*]);
        };
        (@single $name:ident $x:ident [$($bound:ident)*]) => {{
            #[allow(clippy::cast_possible_truncation)]
            let ($x, $($bound,)*) = ($x as f32, $($bound as f32,)*);
            (<f32 as Real>::$name($x $(, $bound)*), f32::$name($x $(, $bound)*))
        }};
    }

    like_std! {
        abs() signum() recip() sqrt() cbrt() exp() exp2() exp_m1() ln() ln_1p() log2() log10()
        sin() cos() tan() asin() acos() atan() sinh() cosh() tanh() asinh() acosh() atanh()
        to_degrees() to_radians() floor() ceil() round() round_ties_even() trunc() fract()
        copysign(a) powf(a) hypot(a) log(a) atan2(a) min(a) max(a) rem_euclid(a) div_euclid(a)
        mul_add(a, b)
    }

    #[test]
    fn powi() {
        for n in [i32::MIN, -3, -2, -1, 0, 1, 2, 3, 10, i32::MAX] {
            for x in POINTS {
                let (real, std) = (<f64 as Real>::powi(x, n), x.powi(n));
                assert!(close(real, std, 1e-14), "{real} and {std} at {x}, {n}");
            }
        }
    }

    #[test]
    fn clamp_and_sin_cos() {
        let clamped: Vec<_> = [-2.0, 0.5, 3.0].map(|x| <f64 as Real>::clamp(x, 0.0, 1.0)).into();
        assert_eq!(clamped, [0.0, 0.5, 1.0]);
        let (sin, cos) = <f64 as Real>::sin_cos(0.7);
        assert!(close(sin, 0.7_f64.sin(), 1e-14) && close(cos, 0.7_f64.cos(), 1e-14));
    }
}
