//! A number with a tangent: a formula over [`Number`]s has, over these, its own tangent.

use crate::generic::Scalar;
#[cfg(not(feature = "std"))]
use crate::scalar::Real as _;
use core::ops::{Add, Div, Mul, Neg, Sub};

/// What formulas compute with.
pub trait Number:
    Copy + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Div<Output = Self> + Neg<Output = Self>
{
    /// A literal.
    #[must_use]
    fn constant(number: f64) -> Self;

    /// Whether the value is exactly zero.
    fn vanishes(self) -> bool;

    /// The same, whatever the tangent is.
    fn value_vanishes(self) -> bool {
        self.vanishes()
    }

    /// Whether the value has a minus sign, as -0 has.
    fn has_minus(self) -> bool;

    /// Whether the value is at least as large as the other one, whatever their signs.
    fn outweighs(self, other: Self) -> bool;

    /// The square root.
    #[must_use]
    fn root(self) -> Self;

    /// `e` to the power.
    #[must_use]
    fn exponential(self) -> Self;

    /// The natural logarithm.
    #[must_use]
    fn logarithm(self) -> Self;

    /// The sine and the cosine.
    #[must_use]
    fn circular(self) -> (Self, Self);

    /// The hyperbolic sine and cosine.
    #[must_use]
    fn hyperbolic(self) -> (Self, Self);

    /// The angle of the point with this ordinate.
    #[must_use]
    fn angle(self, abscissa: Self) -> Self;

    /// The length of the hypotenuse. At the origin its partials are zero, as those of the
    /// rule `hypot`.
    #[must_use]
    fn hypotenuse(self, other: Self) -> Self;
}

/// The floats of what has rules: `f64` and `f32`.
pub trait Float: Number + Scalar + Default {}

macro_rules! floats {
    ($($float:ident)*) => {$(
        impl Number for $float {
            #[inline]
            fn constant(number: f64) -> Self {
                <$float as Scalar>::literal(number)
            }

            #[inline]
            fn vanishes(self) -> bool {
                self == 0.0
            }

            #[inline]
            fn has_minus(self) -> bool {
                self.is_sign_negative()
            }

            #[inline]
            fn outweighs(self, other: Self) -> bool {
                self.abs() >= other.abs()
            }

            #[inline]
            fn root(self) -> Self {
                self.sqrt()
            }

            #[inline]
            fn exponential(self) -> Self {
                self.exp()
            }

            #[inline]
            fn logarithm(self) -> Self {
                self.ln()
            }

            #[inline]
            fn circular(self) -> (Self, Self) {
                self.sin_cos()
            }

            #[inline]
            fn hyperbolic(self) -> (Self, Self) {
                (self.sinh(), self.cosh())
            }

            #[inline]
            fn angle(self, abscissa: Self) -> Self {
                self.atan2(abscissa)
            }

            #[inline]
            fn hypotenuse(self, other: Self) -> Self {
                self.hypot(other)
            }
        }

        impl Float for $float {}
    )*};
}

floats!(f64 f32);

/// A value, and its tangent.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Dual<T> {
    /// The value.
    pub value: T,
    /// Its tangent.
    pub dot: T,
}

impl<T: Float> Dual<T> {
    /// Of both.
    #[inline]
    pub fn new(value: T, dot: T) -> Self {
        Dual { value, dot }
    }

    /// A function of this one, by its partial. An exact zero wins.
    #[inline]
    fn by(self, value: T, partial: T) -> Self {
        Dual::new(value, self.dot.zero_wins(partial))
    }
}

macro_rules! operators {
    ($($trait:ident $method:ident |$a:ident, $b:ident| $value:expr, $dot:expr;)*) => {$(
        impl<T: Float> $trait for Dual<T> {
            type Output = Self;

            #[inline]
            fn $method(self, other: Self) -> Self {
                let ($a, $b) = (self, other);
                Dual::new($value, $dot)
            }
        }
    )*};
}

operators! {
    Add add |a, b| a.value + b.value, a.dot + b.dot;
    Sub sub |a, b| a.value - b.value, a.dot - b.dot;
    Mul mul |a, b| a.value * b.value, a.dot.zero_wins(b.value) + b.dot.zero_wins(a.value);
    Div div |a, b| a.value / b.value, (a.dot - b.dot.zero_wins(a.value / b.value)).zero_wins(T::constant(1.0) / b.value);
}

impl<T: Float> Neg for Dual<T> {
    type Output = Self;

    #[inline]
    fn neg(self) -> Self {
        Dual::new(-self.value, -self.dot)
    }
}

impl<T: Float> Number for Dual<T> {
    #[inline]
    fn constant(number: f64) -> Self {
        Dual::new(T::constant(number), T::constant(0.0))
    }

    #[inline]
    fn vanishes(self) -> bool {
        self.value.vanishes() && self.dot.vanishes()
    }

    #[inline]
    fn value_vanishes(self) -> bool {
        self.value.vanishes()
    }

    #[inline]
    fn has_minus(self) -> bool {
        self.value.has_minus()
    }

    #[inline]
    fn outweighs(self, other: Self) -> bool {
        self.value.outweighs(other.value)
    }

    #[inline]
    fn root(self) -> Self {
        let root = self.value.root();
        self.by(root, T::constant(0.5) / root)
    }

    #[inline]
    fn exponential(self) -> Self {
        let power = self.value.exponential();
        self.by(power, power)
    }

    #[inline]
    fn logarithm(self) -> Self {
        self.by(self.value.logarithm(), T::constant(1.0) / self.value)
    }

    #[inline]
    fn circular(self) -> (Self, Self) {
        let (sine, cosine) = self.value.circular();
        (self.by(sine, cosine), self.by(cosine, -sine))
    }

    #[inline]
    fn hyperbolic(self) -> (Self, Self) {
        let (sine, cosine) = self.value.hyperbolic();
        (self.by(sine, cosine), self.by(cosine, sine))
    }

    #[inline]
    fn angle(self, abscissa: Self) -> Self {
        let (y, x) = (self.value, abscissa.value);
        let length = y.hypotenuse(x);
        let (along_y, along_x) = (x / length / length, -(y / length) / length);
        Dual::new(y.angle(x), self.dot.zero_wins(along_y) + abscissa.dot.zero_wins(along_x))
    }

    #[inline]
    fn hypotenuse(self, other: Self) -> Self {
        let length = self.value.hypotenuse(other.value);
        if length.vanishes() {
            return Self::constant(0.0);
        }
        let (along, across) = (self.value / length, other.value / length);
        Dual::new(length, self.dot.zero_wins(along) + other.dot.zero_wins(across))
    }
}
