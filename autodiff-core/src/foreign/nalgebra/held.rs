//! Rules of types that are a matrix inside: rotations, points, decompositions. A rule is a
//! formula over that matrix, of whatever numbers.

use crate::foreign::dual::{Field, Held, Lift};
use nalgebra::{
    DefaultAllocator, Dim, OMatrix, Point, Rotation, SMatrix, SVector, UnitQuaternion, allocator::Allocator,
};

macro_rules! itself {
    ($([$($generics:tt)*] [$($bound:tt)*] $ty:ty;)*) => {$(
        impl<T: Field, $($generics)*> Held for $ty where $($bound)* {
            type Inside = Self;

            #[inline]
            fn inside(&self) -> Self {
                self.clone()
            }

            #[inline]
            fn of(inside: Self) -> Self {
                inside
            }
        }
    )*};
}

itself! {
    [R: Dim, C: Dim] [DefaultAllocator: Allocator<R, C>] OMatrix<T, R, C>;
    [R: Dim, C: Dim] [DefaultAllocator: Allocator<R, C>] Option<OMatrix<T, R, C>>;
    [] [] UnitQuaternion<T>;
}

impl<T: Field, const D: usize> Held for Rotation<T, D> {
    type Inside = SMatrix<T, D, D>;

    #[inline]
    fn inside(&self) -> Self::Inside {
        *self.matrix()
    }

    #[inline]
    fn of(inside: Self::Inside) -> Self {
        Rotation::from_matrix_unchecked(inside)
    }
}

impl<T: Field, const D: usize> Held for Point<T, D> {
    type Inside = SVector<T, D>;

    #[inline]
    fn inside(&self) -> Self::Inside {
        self.coords
    }

    #[inline]
    fn of(inside: Self::Inside) -> Self {
        Point { coords: inside }
    }
}

/// `impl Unary<A> for Name`; what is inside stands behind `as`.
macro_rules! unary {
    ($(#[doc = $doc:literal] $name:ident [$($dims:ident),*] [$($bound:tt)*]:
        ($a_ty:ty as $a_in:ty) -> ($y_ty:ty as $y_in:ty);
        value |$a:ident| $value:expr;
        jvp |$of:ident, $y:ident, $a_dot:ident| $y_dot:expr;
        vjp |$y_bar:ident| $a_bar:expr;)*) => {$(
        #[doc = $doc]
        impl<T: Field, $($dims: Dim),*> Unary<$a_ty> for $name where $($bound)* {
            type Output = $y_ty;

            #[allow(unused_variables, reason = "each formula names what it reads")]
            #[inline]
            fn jvp($a: &$a_ty, a_dot: &$a_ty) -> ($y_ty, $y_ty) {
                let value: $y_ty = $value;
                let ($of, $y, $a_dot) = (Held::inside($a), Held::inside(&value), Held::inside(a_dot));
                (value, <$y_ty as Held>::of($y_dot))
            }

            #[inline]
            fn vjp($a: &$a_ty, y_bar: $y_ty) -> ($y_ty, $a_ty) {
                let y: $y_ty = $value;
                let a_bar = adjoint(&Held::inside($a), &Held::inside(&y), &Held::inside(&y_bar));
                return (y, Held::of(a_bar));

                #[allow(unused_variables, reason = "each formula names what it reads")]
                #[inline]
                fn adjoint<T: Number, $($dims: Dim),*>($of: &$a_in, $y: &$y_in, $y_bar: &$y_in) -> $a_in where $($bound)* {
                    $a_bar
                }
            }

            #[inline]
            fn vjp_jvp($a: &$a_ty, y_bar: $y_ty, a_dot: &$a_ty, y_bar_dot: $y_ty) -> (($y_ty, $a_ty), ($y_ty, $a_ty)) {
                let (y, y_dot) = <Self as Unary<$a_ty>>::jvp($a, a_dot);
                let both = adjoint(&both($a, a_dot), &both(&y, &y_dot), &both(&y_bar, &y_bar_dot));
                let (a_bar, a_bar_dot) = Lift::apart(both);
                return ((y, Held::of(a_bar)), (y_dot, Held::of(a_bar_dot)));

                #[allow(unused_variables, reason = "each formula names what it reads")]
                #[inline]
                fn adjoint<T: Number, $($dims: Dim),*>($of: &$a_in, $y: &$y_in, $y_bar: &$y_in) -> $a_in where $($bound)* {
                    $a_bar
                }
            }
        }
    )*};
}

/// `impl Binary<A, B> for Name`.
macro_rules! binary {
    ($(#[doc = $doc:literal] $name:ident [$($dims:ident),*] [$($bound:tt)*]:
        ($a_ty:ty as $a_in:ty, $b_ty:ty as $b_in:ty) -> ($y_ty:ty as $y_in:ty);
        value |$a:ident, $b:ident| $value:expr;
        jvp |$of:ident, $with:ident, $y:ident, $a_dot:ident, $b_dot:ident| $y_dot:expr;
        vjp |$y_bar:ident| $bars:expr;)*) => {$(
        #[doc = $doc]
        impl<T: Field, $($dims: Dim),*> Binary<$a_ty, $b_ty> for $name where $($bound)* {
            type Output = $y_ty;

            #[allow(unused_variables, reason = "each formula names what it reads")]
            #[inline]
            fn jvp($a: &$a_ty, $b: &$b_ty, a_dot: &$a_ty, b_dot: &$b_ty) -> ($y_ty, $y_ty) {
                let value: $y_ty = $value;
                let ($of, $with, $y) = (Held::inside($a), Held::inside($b), Held::inside(&value));
                let ($a_dot, $b_dot) = (Held::inside(a_dot), Held::inside(b_dot));
                (value, <$y_ty as Held>::of($y_dot))
            }

            #[inline]
            fn vjp($a: &$a_ty, $b: &$b_ty, y_bar: $y_ty) -> ($y_ty, ($a_ty, $b_ty)) {
                let y: $y_ty = $value;
                let (a_bar, b_bar) =
                    adjoint(&Held::inside($a), &Held::inside($b), &Held::inside(&y), &Held::inside(&y_bar));
                return (y, (Held::of(a_bar), Held::of(b_bar)));

                #[allow(unused_variables, reason = "each formula names what it reads")]
                #[inline]
                fn adjoint<T: Number, $($dims: Dim),*>($of: &$a_in, $with: &$b_in, $y: &$y_in, $y_bar: &$y_in) -> ($a_in, $b_in)
                where $($bound)* {
                    $bars
                }
            }

            #[inline]
            fn vjp_jvp(
                $a: &$a_ty,
                $b: &$b_ty,
                y_bar: $y_ty,
                a_dot: &$a_ty,
                b_dot: &$b_ty,
                y_bar_dot: $y_ty,
            ) -> (($y_ty, ($a_ty, $b_ty)), ($y_ty, ($a_ty, $b_ty))) {
                let (y, y_dot) = <Self as Binary<$a_ty, $b_ty>>::jvp($a, $b, a_dot, b_dot);
                let (a_both, b_both) =
                    adjoint(&both($a, a_dot), &both($b, b_dot), &both(&y, &y_dot), &both(&y_bar, &y_bar_dot));
                let ((a_bar, a_bar_dot), (b_bar, b_bar_dot)) = (Lift::apart(a_both), Lift::apart(b_both));
                return ((y, (Held::of(a_bar), Held::of(b_bar))), (y_dot, (Held::of(a_bar_dot), Held::of(b_bar_dot))));

                #[allow(unused_variables, reason = "each formula names what it reads")]
                #[inline]
                fn adjoint<T: Number, $($dims: Dim),*>($of: &$a_in, $with: &$b_in, $y: &$y_in, $y_bar: &$y_in) -> ($a_in, $b_in)
                where $($bound)* {
                    $bars
                }
            }
        }
    )*};
}

/// What is inside, with what is inside of a tangent.
#[inline]
pub(super) fn both<A: Held>(of: &A, dot: &A) -> <A::Inside as Lift>::Dual {
    of.inside().lift(&dot.inside())
}

pub(super) use {binary, unary};
