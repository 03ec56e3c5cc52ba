//! A number with a tangent: an adjoint that is a formula over [`Number`]s has, as a formula
//! over these, its own tangent. So no rule states a second order.

use crate::differentiable::Differentiable;
use crate::generic::Scalar;
use core::ops::{Add, AddAssign, Div, DivAssign, Mul, MulAssign, Neg, Sub, SubAssign};
use nalgebra::{
    ClosedAddAssign, ClosedDivAssign, ClosedMulAssign, ClosedSubAssign, DefaultAllocator, Dim, OMatrix, RealField,
    allocator::Allocator,
};
use num_traits::{One, Zero};

/// What the formulas of adjoints compute with.
pub trait Number:
    nalgebra::Scalar
    + Copy
    + Zero
    + One
    + ClosedAddAssign
    + ClosedSubAssign
    + ClosedMulAssign
    + ClosedDivAssign
    + Neg<Output = Self>
{
    /// A literal.
    fn of(number: f64) -> Self;

    /// Whether the value is this literal.
    fn is(self, number: f64) -> bool;

    /// The sine and the cosine.
    fn sine_and_cosine(self) -> (Self, Self);

    /// The inverse of a matrix, if it has one.
    fn inverse<D: Dim>(a: &OMatrix<Self, D, D>) -> Option<OMatrix<Self, D, D>>
    where
        DefaultAllocator: Allocator<D, D>;
}

/// The scalars of what has rules: `f64` and `f32`.
pub trait Field: Number + Scalar + RealField + Lift<Dual = Dual<Self>> + Held<Inside = Self> {}

macro_rules! fields {
    ($($float:ident)*) => {$(
        impl Number for $float {
            #[inline]
            fn of(number: f64) -> Self {
                <$float as Scalar>::literal(number)
            }

            #[inline]
            fn is(self, number: f64) -> bool {
                self == <$float as Scalar>::literal(number)
            }

            #[inline]
            fn sine_and_cosine(self) -> (Self, Self) {
                nalgebra::ComplexField::sin_cos(self)
            }

            #[inline]
            fn inverse<D: Dim>(a: &OMatrix<Self, D, D>) -> Option<OMatrix<Self, D, D>>
            where
                DefaultAllocator: Allocator<D, D>,
            {
                a.clone().try_inverse()
            }
        }

        impl Field for $float {}
    )*};
}

fields!(f64 f32);

/// A value, and its tangent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dual<T> {
    /// The value.
    pub value: T,
    /// Its tangent.
    pub dot: T,
}

impl<T> Dual<T> {
    /// Of both.
    #[inline]
    pub fn new(value: T, dot: T) -> Self {
        Dual { value, dot }
    }
}

impl<T: Field> Number for Dual<T> {
    #[inline]
    fn of(number: f64) -> Self {
        Dual::new(<T as Number>::of(number), T::zero())
    }

    #[inline]
    fn is(self, number: f64) -> bool {
        Number::is(self.value, number)
    }

    #[inline]
    fn sine_and_cosine(self) -> (Self, Self) {
        let (sin, cos) = Number::sine_and_cosine(self.value);
        (Dual::new(sin, cos * self.dot), Dual::new(cos, -sin * self.dot))
    }

    /// `C = A⁻¹`, `dC = -C dA C`: Giles 2008, 2.2.3.
    #[inline]
    fn inverse<D: Dim>(a: &OMatrix<Self, D, D>) -> Option<OMatrix<Self, D, D>>
    where
        DefaultAllocator: Allocator<D, D>,
    {
        let inverse = <T as Number>::inverse(&a.map(|entry| entry.value))?;
        let dot = -(&inverse * a.map(|entry| entry.dot) * &inverse);
        Some(inverse.zip_map(&dot, Dual::new))
    }
}

macro_rules! operators {
    ($($trait:ident $method:ident $assign:ident $assigned:ident |$a:ident, $b:ident| $value:expr, $dot:expr;)*) => {$(
        impl<T: Field> $trait for Dual<T> {
            type Output = Self;

            #[inline]
            fn $method(self, other: Self) -> Self {
                let ($a, $b) = (self, other);
                Dual::new($value, $dot)
            }
        }

        impl<T: Field> $assign for Dual<T> {
            #[inline]
            fn $assigned(&mut self, other: Self) {
                *self = $trait::$method(*self, other);
            }
        }
    )*};
}

operators! {
    Add add AddAssign add_assign |a, b| a.value + b.value, a.dot + b.dot;
    Sub sub SubAssign sub_assign |a, b| a.value - b.value, a.dot - b.dot;
    Mul mul MulAssign mul_assign |a, b| a.value * b.value, a.dot * b.value + a.value * b.dot;
    Div div DivAssign div_assign |a, b| a.value / b.value, (a.dot - a.value / b.value * b.dot) / b.value;
}

impl<T: Field> Neg for Dual<T> {
    type Output = Self;

    #[inline]
    fn neg(self) -> Self {
        Dual::new(-self.value, -self.dot)
    }
}

impl<T: Field> Zero for Dual<T> {
    #[inline]
    fn zero() -> Self {
        Dual::new(T::zero(), T::zero())
    }

    #[inline]
    fn is_zero(&self) -> bool {
        self.value.is_zero() && self.dot.is_zero()
    }
}

impl<T: Field> One for Dual<T> {
    #[inline]
    fn one() -> Self {
        Dual::new(T::one(), T::zero())
    }
}

/// What holds numbers, and the same of numbers with tangents.
pub trait Lift: Sized {
    /// The same of numbers with tangents.
    type Dual;

    /// A value and its tangent.
    fn lift(&self, dot: &Self) -> Self::Dual;

    /// The value and the tangent.
    fn apart(both: Self::Dual) -> (Self, Self);
}

/// What is computed with as something else, of which the numbers may be duals.
pub trait Held: Differentiable {
    /// What is inside.
    type Inside: Lift;

    /// It.
    fn inside(&self) -> Self::Inside;

    /// A value, or a derivative, with this inside.
    fn of(inside: Self::Inside) -> Self;
}

macro_rules! lifted_floats {
    ($($float:ident)*) => {$(
        impl Lift for $float {
            type Dual = Dual<$float>;

            #[inline]
            fn lift(&self, dot: &Self) -> Self::Dual {
                Dual::new(*self, *dot)
            }

            #[inline]
            fn apart(both: Self::Dual) -> (Self, Self) {
                (both.value, both.dot)
            }
        }

        impl Held for $float {
            type Inside = Self;

            #[inline]
            fn inside(&self) -> Self {
                *self
            }

            #[inline]
            fn of(inside: Self) -> Self {
                inside
            }
        }
    )*};
}

lifted_floats!(f64 f32);
