//! What has leaves: the components, in the order in which `glam` writes them to an array.

use crate::claim::{Elements, LendsItself};
use crate::differentiable::{Differentiable, Mismatch};
use crate::foreign::fixed::{Dual, Fixed, Number};
use crate::ops::SumIsFold;
use core::array::from_fn;
use glam::{DMat2, DMat3, DMat4, DQuat, DVec2, DVec3, DVec4, Mat2, Mat3, Mat4, Quat, Vec2, Vec3, Vec3A, Vec4};

macro_rules! leaves {
    ($($ty:ident $float:ident [$row:ty] $to:ident $from:ident;)*) => {$(
        impl Differentiable for $ty {
            const HAS_PLACEHOLDER: bool = true;

            #[inline]
            fn placeholder() -> Option<Self> {
                <$row>::placeholder().map(|row| $ty::$from(&row))
            }

            #[inline]
            fn zero_like(&self) -> Self {
                $ty::$from(&self.$to().zero_like())
            }

            #[inline]
            fn set_zero(&mut self) {
                *self = self.zero_like();
            }

            #[inline]
            fn accumulate(&mut self, more: &Self) {
                let mut row = self.$to();
                row.accumulate(&more.$to());
                *self = $ty::$from(&row);
            }

            #[inline]
            fn scale_by(&mut self, factor: f64) {
                let mut row = self.$to();
                row.scale_by(factor);
                *self = $ty::$from(&row);
            }

            #[inline]
            fn inner_product(&self, other: &Self) -> f64 {
                self.$to().inner_product(&other.$to())
            }

            #[inline]
            fn leaves(&self) -> usize {
                self.$to().leaves()
            }

            #[inline]
            fn visit(&self, f: &mut impl FnMut(f64)) {
                self.$to().visit(f);
            }

            #[inline]
            fn visit_mut(&mut self, f: &mut impl FnMut(&mut f64)) {
                let mut row = self.$to();
                row.visit_mut(f);
                *self = $ty::$from(&row);
            }

            #[inline]
            fn mismatch(&self, _: &Self) -> Option<Mismatch> {
                None
            }
        }
    )*};
}

macro_rules! vectors {
    ($($ty:ident $float:ident $n:literal;)*) => {
        leaves! {$($ty $float [[$float; $n]] entries of_entries;)*}

        $(
            /// A component stands where its number says, in a derivative too.
            impl Elements for $ty {}

            impl LendsItself for $ty {}

            impl SumIsFold for $ty {}

            impl Row<[$float; $n]> for $ty {
                #[inline]
                fn entries(&self) -> [$float; $n] {
                    self.to_array()
                }

                #[inline]
                fn of_entries(row: &[$float; $n]) -> Self {
                    $ty::from_array(*row)
                }
            }

            impl Fixed for $ty {
                type Float = $float;
                type Parts<S: Number> = [S; $n];

                #[inline]
                fn parts(&self) -> [$float; $n] {
                    self.to_array()
                }

                #[inline]
                fn lift(&self, dot: &Self) -> [Dual<$float>; $n] {
                    let (of, dot) = (self.to_array(), dot.to_array());
                    from_fn(|i| Dual::new(of[i], dot[i]))
                }

                #[inline]
                fn of(parts: [$float; $n]) -> Self {
                    $ty::from_array(parts)
                }

                #[inline]
                fn apart(parts: [Dual<$float>; $n]) -> (Self, Self) {
                    ($ty::from_array(parts.map(|part| part.value)), $ty::from_array(parts.map(|part| part.dot)))
                }
            }
        )*
    };
}

macro_rules! matrices {
    ($($ty:ident $float:ident $n:literal;)*) => {
        leaves! {$($ty $float [[[$float; $n]; $n]] entries of_entries;)*}

        $(
            impl Row<[[$float; $n]; $n]> for $ty {
                #[inline]
                fn entries(&self) -> [[$float; $n]; $n] {
                    self.to_cols_array_2d()
                }

                #[inline]
                fn of_entries(row: &[[$float; $n]; $n]) -> Self {
                    $ty::from_cols_array_2d(row)
                }
            }

            impl Fixed for $ty {
                type Float = $float;
                type Parts<S: Number> = [[S; $n]; $n];

                #[inline]
                fn parts(&self) -> [[$float; $n]; $n] {
                    self.to_cols_array_2d()
                }

                #[inline]
                fn lift(&self, dot: &Self) -> [[Dual<$float>; $n]; $n] {
                    let (of, dot) = (self.to_cols_array_2d(), dot.to_cols_array_2d());
                    from_fn(|i| from_fn(|j| Dual::new(of[i][j], dot[i][j])))
                }

                #[inline]
                fn of(parts: [[$float; $n]; $n]) -> Self {
                    $ty::from_cols_array_2d(&parts)
                }

                #[inline]
                fn apart(parts: [[Dual<$float>; $n]; $n]) -> (Self, Self) {
                    (
                        $ty::from_cols_array_2d(&parts.map(|column| column.map(|part| part.value))),
                        $ty::from_cols_array_2d(&parts.map(|column| column.map(|part| part.dot))),
                    )
                }
            }
        )*
    };
}

/// The components as an array.
trait Row<R> {
    fn entries(&self) -> R;

    fn of_entries(row: &R) -> Self;
}

vectors! {
    Vec2 f32 2;
    Vec3 f32 3;
    Vec3A f32 3;
    Vec4 f32 4;
    Quat f32 4;
    DVec2 f64 2;
    DVec3 f64 3;
    DVec4 f64 4;
    DQuat f64 4;
}

matrices! {
    Mat2 f32 2;
    Mat3 f32 3;
    Mat4 f32 4;
    DMat2 f64 2;
    DMat3 f64 3;
    DMat4 f64 4;
}
