//! Rotations of the plane as complex numbers `(cos t, sin t)`, each part free.

use super::fixed::Real;
use crate::foreign::fixed::{Dual, Fixed, Number, formulas, names, operators};
use nalgebra::{Complex, Isometry2, Point2, Unit, UnitComplex, Vector2};

impl<T: Real> Fixed for UnitComplex<T> {
    type Float = T;
    type Parts<S: Number> = [S; 2];

    #[inline]
    fn parts(&self) -> [T; 2] {
        [self.re, self.im]
    }

    #[inline]
    fn lift(&self, dot: &Self) -> [Dual<T>; 2] {
        [Dual::new(self.re, dot.re), Dual::new(self.im, dot.im)]
    }

    #[inline]
    fn of([re, im]: [T; 2]) -> Self {
        Unit::new_unchecked(Complex { re, im })
    }

    #[inline]
    fn apart([re, im]: [Dual<T>; 2]) -> (Self, Self) {
        (Self::of([re.value, im.value]), Self::of([re.dot, im.dot]))
    }
}

macro_rules! rules {
    ($($T:ident)*) => {$(
        formulas! {
            names::New<UnitComplex<$T>>: ($T,) => UnitComplex<$T> {
                value |(t,)| UnitComplex::new(*t);
                primal |(t,)| of_angle(t);
                adjoint |(t,), y_bar| (of_angle_adjoint(t, y_bar),);
            }
            names::New<Isometry2<$T>>: (Vector2<$T>, $T) => Isometry2<$T> {
                value |(shift, t)| Isometry2::new(*shift, *t);
                primal |([shift], t)| (of_angle(t), shift);
                adjoint |(_, t), (turn_bar, shift_bar)| ([shift_bar], of_angle_adjoint(t, turn_bar));
            }
            names::Angle: (UnitComplex<$T>,) => $T {
                value |(q,)| q.angle();
                primal |([re, im],)| im.angle(re);
                adjoint |([re, im],), y_bar| {
                    let factor = y_bar / (re * re + im * im);
                    ([-(im * factor), re * factor],)
                };
            }
            names::Inverse: (UnitComplex<$T>,) => UnitComplex<$T> {
                value |(q,)| q.inverse();
                primal |(q,)| conjugate(q);
                adjoint |_, y_bar| (conjugate(y_bar),);
            }
            names::Mul: (UnitComplex<$T>, UnitComplex<$T>) => UnitComplex<$T> {
                value |(a, b)| a * b;
                primal |(a, b)| product(a, b);
                adjoint |(a, b), y_bar| (product(y_bar, conjugate(b)), product(conjugate(a), y_bar));
            }
            names::Mul: (UnitComplex<$T>, Vector2<$T>) => Vector2<$T> {
                value |(a, b)| a * b;
                primal |(a, [b])| [product(a, b)];
                adjoint |(a, [b]), [y_bar]| (product(y_bar, conjugate(b)), [product(conjugate(a), y_bar)]);
            }
            names::Mul: (UnitComplex<$T>, Point2<$T>) => Point2<$T> {
                value |(a, b)| a * b;
                primal |(a, b)| product(a, b);
                adjoint |(a, b), y_bar| (product(y_bar, conjugate(b)), product(conjugate(a), y_bar));
            }
        }

        operators! {
            [] Mul UnitComplex<$T>, UnitComplex<$T> => UnitComplex<$T>;
            [] Mul UnitComplex<$T>, Vector2<$T> => Vector2<$T>;
            [] Mul UnitComplex<$T>, Point2<$T> => Point2<$T>;
        }
    )*};
}

rules!(f64 f32);

fn of_angle<S: Number>(t: S) -> [S; 2] {
    let (sine, cosine) = t.circular();
    [cosine, sine]
}

fn of_angle_adjoint<S: Number>(t: S, [re, im]: [S; 2]) -> S {
    let (sine, cosine) = t.circular();
    im * cosine - re * sine
}

fn product<S: Number>([a, b]: [S; 2], [c, d]: [S; 2]) -> [S; 2] {
    [a * c - b * d, a * d + b * c]
}

fn conjugate<S: Number>([re, im]: [S; 2]) -> [S; 2] {
    [re, -im]
}
