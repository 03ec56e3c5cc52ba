//! Multiples of points, and points and vectors with a coordinate more.

use crate::foreign::fixed::space::vector::{by, dot, over};
use crate::foreign::fixed::{formulas, names, operators};
use nalgebra::{Point, Point2, Vector2, Vector3, Vector4};

macro_rules! of_float {
    ($($T:ident)*) => {$(
        formulas! {
            for [const D: usize] names::Mul: (Point<$T, D>, $T) => Point<$T, D> {
                value |(p, s)| p * *s;
                primal |(p, s)| by(p, s);
                adjoint |(p, s), y_bar| (by(y_bar, s), dot(p, y_bar));
            }
        }
        formulas! {
            for [const D: usize] names::Mul: ($T, Point<$T, D>) => Point<$T, D> {
                value |(s, p)| *s * p;
                primal |(s, p)| by(p, s);
                adjoint |(s, p), y_bar| (dot(p, y_bar), by(y_bar, s));
            }
        }
        formulas! {
            for [const D: usize] names::Div: (Point<$T, D>, $T) => Point<$T, D> {
                value |(p, s)| p / *s;
                primal |(p, s)| over(p, s);
                adjoint |(p, s), y_bar| (over(y_bar, s), -(dot(over(p, s), y_bar) / s));
            }
        }
        formulas! {
            names::ToHomogeneous: (Point2<$T>,) => Vector3<$T> {
                value |(p,)| p.to_homogeneous();
                primal |([x, y],)| [[x, y, S::constant(1.0)]];
                adjoint |_, [[x, y, _]]| ([x, y],);
            }
            names::ToHomogeneous: (Vector2<$T>,) => Vector3<$T> {
                value |(v,)| v.to_homogeneous();
                primal |([[x, y]],)| [[x, y, S::constant(0.0)]];
                adjoint |_, [[x, y, _]]| ([[x, y]],);
            }
            names::ToHomogeneous: (Vector3<$T>,) => Vector4<$T> {
                value |(v,)| v.to_homogeneous();
                primal |([[x, y, z]],)| [[x, y, z, S::constant(0.0)]];
                adjoint |_, [[x, y, z, _]]| ([[x, y, z]],);
            }
        }
        operators! {
            [const D: usize] Mul Point<$T, D>, $T => Point<$T, D>;
            [const D: usize] Mul $T, Point<$T, D> => Point<$T, D>;
            [const D: usize] Div Point<$T, D>, $T => Point<$T, D>;
        }
        operators! {
            negated
            [const D: usize] Point<$T, D>;
        }
        operators! {
            assign
            [const D: usize] MulAssign of Mul Point<$T, D>, $T;
            [const D: usize] DivAssign of Div Point<$T, D>, $T;
        }
    )*};
}

of_float!(f64 f32);
