//! `+ - * /` element by element, of arrays and of an array and a number, by the rules of the
//! elements.

use super::spread::Side;
use crate::ops;
use ndarray::{Array, Array1, Array2, Dimension, Ix1, Ix2, Zip};

macro_rules! rules {
    ($($float:ident)*) => {$(
        rules!(@all $float Add + AddAssign +=);
        rules!(@all $float Sub - SubAssign -=);
        rules!(@all $float Mul * MulAssign *=);
        rules!(@all $float Div / DivAssign /=);
        rules!(@negated $float Array1<$float>);
        rules!(@negated $float Array2<$float>);
    )*};
    (@all $float:ident $trait:ident $sign:tt $assign:ident $assigned:tt) => {
        rules!(@of $float Ix1 $trait Array1<$float>, Array1<$float> |a, b| a $sign b);
        rules!(@of $float Ix2 $trait Array2<$float>, Array2<$float> |a, b| a $sign b);
        rules!(@of $float Ix2 $trait Array2<$float>, Array1<$float> |a, b| a $sign b);
        rules!(@of $float Ix2 $trait Array1<$float>, Array2<$float> |a, b| a $sign b);
        rules!(@of $float Ix1 $trait Array1<$float>, $float |a, b| a $sign *b);
        rules!(@of $float Ix2 $trait Array2<$float>, $float |a, b| a $sign *b);
        rules!(@of $float Ix1 $trait $float, Array1<$float> |a, b| *a $sign b);
        rules!(@of $float Ix2 $trait $float, Array2<$float> |a, b| *a $sign b);
        rules!(@assigned $float Ix1 $assign $trait Array1<$float>, Array1<$float> |a, b| *a $assigned b);
        rules!(@assigned $float Ix2 $assign $trait Array2<$float>, Array2<$float> |a, b| *a $assigned b);
        rules!(@assigned $float Ix2 $assign $trait Array2<$float>, Array1<$float> |a, b| *a $assigned b);
        rules!(@assigned $float Ix1 $assign $trait Array1<$float>, $float |a, b| *a $assigned *b);
        rules!(@assigned $float Ix2 $assign $trait Array2<$float>, $float |a, b| *a $assigned *b);
    };
    (@of $float:ident $dim:ident $trait:ident $left:ty, $right:ty |$a:ident, $b:ident| $value:expr) => {
        impl ops::$trait<$right> for $left {
            type Output = Array<$float, $dim>;
            type Order = crate::ops::SecondOrder;

            fn value(&self, right: &$right) -> Self::Output {
                let ($a, $b) = (self, right);
                $value
            }

            rules!(@derivatives $float $trait $left, $right => Array<$float, $dim>);
        }
    };
    (@assigned $float:ident $dim:ident $assign:ident $trait:ident $left:ty, $right:ty |$a:ident, $b:ident| $value:expr) => {
        impl ops::$assign<$right> for $left {
            type Order = crate::ops::SecondOrder;

            fn value(&self, right: &$right) -> Self {
                let mut new = self.clone();
                let ($a, $b) = (&mut new, right);
                $value;
                new
            }

            rules!(@derivatives $float $trait $left, $right => Array<$float, $dim>);
        }
    };
    (@derivatives $float:ident $trait:ident $left:ty, $right:ty => $output:ty) => {
        fn jvp(&self, right: &$right, self_dot: &$left, right_dot: &$right) -> ($output, $output) {
            let y = self.value(right);
            let y_dot = tangent(y.raw_dim(), self, right, self_dot, right_dot, |l: $float, r, l_dot, r_dot| {
                ops::$trait::jvp(&l, &r, &l_dot, &r_dot).1
            });
            (y, y_dot)
        }

        fn vjp(&self, right: &$right, y_bar: $output) -> ($output, ($left, $right)) {
            let y = self.value(right);
            let bars = adjoint(&y_bar, self, right, |l: $float, r, y_bar| ops::$trait::vjp(&l, &r, y_bar).1);
            (y, bars)
        }

        fn vjp_jvp(
            &self,
            right: &$right,
            y_bar: $output,
            self_dot: &$left,
            right_dot: &$right,
            y_bar_dot: $output,
        ) -> (($output, ($left, $right)), ($output, ($left, $right))) {
            let (y, y_dot) = self.jvp(right, self_dot, right_dot);
            let bars = adjoint(&y_bar, self, right, |l: $float, r, y_bar| ops::$trait::vjp(&l, &r, y_bar).1);
            let moved = adjoint_tangent(
                [&y_bar, &y_bar_dot],
                [self, self_dot],
                [right, right_dot],
                |[l, l_dot]: [$float; 2], [r, r_dot], [y_bar, y_bar_dot]| {
                    ops::$trait::vjp_jvp(&l, &r, y_bar, &l_dot, &r_dot, y_bar_dot).1.1
                },
            );
            ((y, bars), (y_dot, moved))
        }
    };
    (@negated $float:ident $ty:ty) => {
        impl ops::Neg for $ty {
            type Output = $ty;
            type Order = crate::ops::SecondOrder;

            fn value(&self) -> $ty {
                -self
            }

            fn jvp(&self, self_dot: &$ty) -> ($ty, $ty) {
                (-self, -self_dot)
            }

            fn vjp(&self, y_bar: $ty) -> ($ty, $ty) {
                (-self, -y_bar)
            }

            fn vjp_jvp(&self, y_bar: $ty, self_dot: &$ty, y_bar_dot: $ty) -> (($ty, $ty), ($ty, $ty)) {
                ((-self, -y_bar), (-self_dot, -y_bar_dot))
            }
        }
    };
}

rules!(f64 f32);

/// The tangent of each element.
fn tangent<T: Copy, D: Dimension, L: Side<T, D>, R: Side<T, D>>(
    dim: D,
    left: &L,
    right: &R,
    left_dot: &L,
    right_dot: &R,
    of: impl Fn(T, T, T, T) -> T,
) -> Array<T, D> {
    let spread = [left.spread(dim.clone()), left_dot.spread(dim.clone())];
    let (r, r_dot) = (right.spread(dim.clone()), right_dot.spread(dim));
    let [l, l_dot] = spread;
    Zip::from(&l).and(&r).and(&l_dot).and(&r_dot).map_collect(|l, r, l_dot, r_dot| of(*l, *r, *l_dot, *r_dot))
}

/// The cotangents of the sides.
fn adjoint<T: Copy, D: Dimension, L: Side<T, D>, R: Side<T, D>>(
    y_bar: &Array<T, D>,
    left: &L,
    right: &R,
    of: impl Fn(T, T, T) -> (T, T),
) -> (L, R) {
    let (mut l, mut r) = (left.spread(y_bar.raw_dim()), right.spread(y_bar.raw_dim()));
    Zip::from(&mut l).and(&mut r).and(y_bar).for_each(|l, r, y_bar| (*l, *r) = of(*l, *r, *y_bar));
    (left.fold(l), right.fold(r))
}

/// The tangents of the cotangents of the sides, of what is given with its tangent.
fn adjoint_tangent<T: Copy, D: Dimension, L: Side<T, D>, R: Side<T, D>>(
    [y_bar, y_bar_dot]: [&Array<T, D>; 2],
    [left, left_dot]: [&L; 2],
    [right, right_dot]: [&R; 2],
    of: impl Fn([T; 2], [T; 2], [T; 2]) -> (T, T),
) -> (L, R) {
    let dim = y_bar.raw_dim();
    let (mut l, mut r) = (left.spread(dim.clone()), right.spread(dim.clone()));
    let (l_dot, r_dot) = (left_dot.spread(dim.clone()), right_dot.spread(dim));
    let both = Zip::from(y_bar).and(y_bar_dot).map_collect(|y, y_dot| [*y, *y_dot]);
    Zip::from(&mut l).and(&mut r).and(&l_dot).and(&r_dot).and(&both).for_each(|l, r, l_dot, r_dot, both| {
        (*l, *r) = of([*l, *l_dot], [*r, *r_dot], *both);
    });
    (left.fold(l), right.fold(r))
}
