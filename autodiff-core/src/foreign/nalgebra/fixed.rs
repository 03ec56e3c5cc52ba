//! What has a fixed number of floats, for the rules that are formulas over these
//! ([`fixed`](crate::foreign::fixed)): vectors and matrices of sizes that are known, points,
//! rotations, isometries.

use crate::claim::{Indexed, Shadowing};
use crate::foreign::dual::Field;
use crate::foreign::fixed::{Dual, Fixed, Float, Number};
use core::array::from_fn;
use nalgebra::{Isometry, Point, Quaternion, Rotation, SMatrix, SVector, Translation, Unit, UnitQuaternion, Vector4};

/// The scalars of both kinds of rules: `f64` and `f32`.
pub trait Real: Field + Float {}

impl<T: Field + Float> Real for T {}

/// By columns.
impl<T: Real, const R: usize, const C: usize> Fixed for SMatrix<T, R, C> {
    type Float = T;
    type Parts<S: Number> = [[S; R]; C];

    #[inline]
    fn parts(&self) -> [[T; R]; C] {
        from_fn(|c| from_fn(|r| self[(r, c)]))
    }

    #[inline]
    fn lift(&self, dot: &Self) -> [[Dual<T>; R]; C] {
        from_fn(|c| from_fn(|r| Dual::new(self[(r, c)], dot[(r, c)])))
    }

    #[inline]
    fn of(parts: [[T; R]; C]) -> Self {
        SMatrix::from_fn(|r, c| parts[c][r])
    }

    #[inline]
    fn apart(parts: [[Dual<T>; R]; C]) -> (Self, Self) {
        (SMatrix::from_fn(|r, c| parts[c][r].value), SMatrix::from_fn(|r, c| parts[c][r].dot))
    }
}

/// What is a vector inside.
macro_rules! vectors {
    ($([$($dimension:tt)*] $ty:ty, $n:expr; |$of:ident| $inside:expr; |$coords:ident| $made:expr;)*) => {$(
        impl<T: Real, $($dimension)*> Fixed for $ty {
            type Float = T;
            type Parts<S: Number> = [S; $n];

            #[inline]
            fn parts(&self) -> [T; $n] {
                let $of = self;
                from_fn(|i| $inside[i])
            }

            #[inline]
            fn lift(&self, dot: &Self) -> [Dual<T>; $n] {
                let (value, dot) = (self.parts(), dot.parts());
                from_fn(|i| Dual::new(value[i], dot[i]))
            }

            #[inline]
            fn of(parts: [T; $n]) -> Self {
                let $coords = SVector::from(parts);
                $made
            }

            #[inline]
            fn apart(parts: [Dual<T>; $n]) -> (Self, Self) {
                (Self::of(parts.map(|part| part.value)), Self::of(parts.map(|part| part.dot)))
            }
        }
    )*};
}

vectors! {
    [const D: usize] Point<T, D>, D; |of| of.coords; |coords| Point { coords };
    [const D: usize] Translation<T, D>, D; |of| of.vector; |vector| Translation { vector };
    [const D: usize] Unit<SVector<T, D>>, D; |of| of; |coords| Unit::new_unchecked(coords);
    [] Quaternion<T>, 4; |of| of.coords; |coords| Quaternion { coords };
    [] UnitQuaternion<T>, 4; |of| of.coords; |coords| unit(coords);
}

fn unit<T: Real>(coords: Vector4<T>) -> UnitQuaternion<T> {
    Unit::new_unchecked(Quaternion { coords })
}

/// An entry of a rotation is one of its matrix, which a derivative is free in.
impl<T: Field, const D: usize> Indexed<(usize, usize)> for Rotation<T, D> {}

impl<T: Field, const D: usize> Shadowing<(usize, usize)> for Rotation<T, D> {
    #[inline]
    #[track_caller]
    fn entry_mut(&mut self, at: (usize, usize)) -> &mut T {
        &mut self.matrix_mut_unchecked()[at]
    }
}

impl<T: Real, const D: usize> Fixed for Rotation<T, D> {
    type Float = T;
    type Parts<S: Number> = [[S; D]; D];

    #[inline]
    fn parts(&self) -> [[T; D]; D] {
        self.matrix().parts()
    }

    #[inline]
    fn lift(&self, dot: &Self) -> [[Dual<T>; D]; D] {
        self.matrix().lift(dot.matrix())
    }

    #[inline]
    fn of(parts: [[T; D]; D]) -> Self {
        Rotation::from_matrix_unchecked(SMatrix::of(parts))
    }

    #[inline]
    fn apart(parts: [[Dual<T>; D]; D]) -> (Self, Self) {
        let (value, dot) = SMatrix::apart(parts);
        (Rotation::from_matrix_unchecked(value), Rotation::from_matrix_unchecked(dot))
    }
}

/// The rotation, and the translation.
impl<T: Real, R: Fixed<Float = T>, const D: usize> Fixed for Isometry<T, R, D> {
    type Float = T;
    type Parts<S: Number> = (R::Parts<S>, [S; D]);

    #[inline]
    fn parts(&self) -> Self::Parts<T> {
        (self.rotation.parts(), self.translation.parts())
    }

    #[inline]
    fn lift(&self, dot: &Self) -> Self::Parts<Dual<T>> {
        (self.rotation.lift(&dot.rotation), self.translation.lift(&dot.translation))
    }

    #[inline]
    fn of((rotation, translation): Self::Parts<T>) -> Self {
        Isometry { rotation: R::of(rotation), translation: Translation::of(translation) }
    }

    #[inline]
    fn apart((rotation, translation): Self::Parts<Dual<T>>) -> (Self, Self) {
        let ((rotation, rotation_dot), (translation, translation_dot)) =
            (R::apart(rotation), Translation::apart(translation));
        (Isometry { rotation, translation }, Isometry { rotation: rotation_dot, translation: translation_dot })
    }
}
