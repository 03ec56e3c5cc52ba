//! Rotations of the plane as complex numbers `(cos t, sin t)`, each part free.

use super::fixed::Real;
use crate::foreign::fixed::space::matrix::{apply, outer, transpose};
use crate::foreign::fixed::{Dual, Fixed, Number, formulas, names, operators};
use crate::foreign::rule::{Inverse, ToRotationMatrix, Unary};
use nalgebra::{Complex, Isometry2, Matrix3, Point2, Rotation2, Unit, UnitComplex, Vector2};

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

/// Methods that are linear, and their adjoints.
macro_rules! linear {
    ($($name:ident $a_ty:ty => $y_ty:ty; |$a:ident| $value:expr; |$y_bar:ident| $a_bar:expr;)*) => {$(
        impl Unary<$a_ty> for $name {
            type Output = $y_ty;

            #[inline]
            fn jvp($a: &$a_ty, a_dot: &$a_ty) -> ($y_ty, $y_ty) {
                let value = $value;
                let $a = a_dot;
                (value, $value)
            }

            #[inline]
            fn vjp($a: &$a_ty, $y_bar: $y_ty) -> ($y_ty, $a_ty) {
                ($value, $a_bar)
            }

            #[inline]
            fn vjp_jvp(a: &$a_ty, y_bar: $y_ty, a_dot: &$a_ty, y_bar_dot: $y_ty) -> (($y_ty, $a_ty), ($y_ty, $a_ty)) {
                (Self::vjp(a, y_bar), Self::vjp(a_dot, y_bar_dot))
            }
        }
    )*};
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
            names::Angle: (Rotation2<$T>,) => $T {
                value |(r,)| r.angle();
                primal |([[re, im], _],)| im.angle(re);
                adjoint |([[re, im], _],), y_bar| {
                    let (factor, zero) = (y_bar / (re * re + im * im), S::constant(0.0));
                    ([[-(im * factor), re * factor], [zero; 2]],)
                };
            }
            names::CosAngle: (UnitComplex<$T>,) => $T {
                value |(q,)| q.cos_angle();
                primal |([re, _],)| re;
                adjoint |_, y_bar| ([y_bar, S::constant(0.0)],);
            }
            names::SinAngle: (UnitComplex<$T>,) => $T {
                value |(q,)| q.sin_angle();
                primal |([_, im],)| im;
                adjoint |_, y_bar| ([S::constant(0.0), y_bar],);
            }
            names::RotationTo: (UnitComplex<$T>, UnitComplex<$T>) => UnitComplex<$T> {
                value |(a, b)| a.rotation_to(b);
                primal |(a, b)| product(b, conjugate(a));
                adjoint |(a, b), y_bar| (conjugate(product(y_bar, conjugate(b))), product(y_bar, a));
            }
            names::AngleToOther: (UnitComplex<$T>, UnitComplex<$T>) => $T {
                value |(a, b)| a.angle_to(b);
                primal |(a, b)| { let [re, im] = product(b, conjugate(a)); im.angle(re) };
                adjoint |(a, b), y_bar| {
                    let between = product(b, conjugate(a));
                    let factor = y_bar / (between[0] * between[0] + between[1] * between[1]);
                    let bar = [-(between[1] * factor), between[0] * factor];
                    (conjugate(product(bar, conjugate(b))), product(bar, a))
                };
            }
            names::ToHomogeneous: (UnitComplex<$T>,) => Matrix3<$T> {
                value |(q,)| q.to_homogeneous();
                primal |(q,)| homogeneous(q, [S::constant(0.0); 2]);
                adjoint |_, y_bar| (turn_of(y_bar),);
            }
            names::ToHomogeneous: (Isometry2<$T>,) => Matrix3<$T> {
                value |(pose,)| pose.to_homogeneous();
                primal |((q, t),)| homogeneous(q, t);
                adjoint |_, y_bar| ((turn_of(y_bar), [y_bar[2][0], y_bar[2][1]]),);
            }
            names::InvMul: (Isometry2<$T>, Isometry2<$T>) => Isometry2<$T> {
                value |(a, b)| a.inv_mul(b);
                primal |((q, t), (r, u))| (product(conjugate(q), r), product(conjugate(q), less(u, t)));
                adjoint |((q, t), (r, u)), (r_bar, u_bar)| {
                    let q_bar = more(product(r_bar, conjugate(r)), product(u_bar, conjugate(less(u, t))));
                    let along = product(q, u_bar);
                    ((conjugate(q_bar), along.map(|x| -x)), (product(q, r_bar), along))
                };
            }
            names::MovePoint: (Isometry2<$T>, Point2<$T>) => Point2<$T> {
                value |(pose, p)| pose.transform_point(p);
                primal |((q, t), p)| more(product(q, p), t);
                adjoint |((q, _), p), y_bar| ((product(y_bar, conjugate(p)), y_bar), product(conjugate(q), y_bar));
            }
            names::MoveVector: (Isometry2<$T>, Vector2<$T>) => Vector2<$T> {
                value |(pose, v)| pose.transform_vector(v);
                primal |((q, _), [v])| [product(q, v)];
                adjoint |((q, _), [v]), [y_bar]| {
                    ((product(y_bar, conjugate(v)), [S::constant(0.0); 2]), [product(conjugate(q), y_bar)])
                };
            }
            names::MovePointBack: (Isometry2<$T>, Point2<$T>) => Point2<$T> {
                value |(pose, p)| pose.inverse_transform_point(p);
                primal |((q, t), p)| product(conjugate(q), less(p, t));
                adjoint |((q, t), p), y_bar| {
                    let along = product(q, y_bar);
                    ((conjugate(product(y_bar, conjugate(less(p, t)))), along.map(|x| -x)), along)
                };
            }
            names::MoveVectorBack: (Isometry2<$T>, Vector2<$T>) => Vector2<$T> {
                value |(pose, v)| pose.inverse_transform_vector(v);
                primal |((q, _), [v])| [product(conjugate(q), v)];
                adjoint |((q, _), [v]), [y_bar]| {
                    ((conjugate(product(y_bar, conjugate(v))), [S::constant(0.0); 2]), [product(q, y_bar)])
                };
            }
            names::MovePoint: (UnitComplex<$T>, Point2<$T>) => Point2<$T> {
                value |(q, p)| q.transform_point(p);
                primal |(q, p)| product(q, p);
                adjoint |(q, p), y_bar| (product(y_bar, conjugate(p)), product(conjugate(q), y_bar));
            }
            names::MoveVector: (UnitComplex<$T>, Vector2<$T>) => Vector2<$T> {
                value |(q, v)| q.transform_vector(v);
                primal |(q, [v])| [product(q, v)];
                adjoint |(q, [v]), [y_bar]| (product(y_bar, conjugate(v)), [product(conjugate(q), y_bar)]);
            }
            names::MovePointBack: (UnitComplex<$T>, Point2<$T>) => Point2<$T> {
                value |(q, p)| q.inverse_transform_point(p);
                primal |(q, p)| product(conjugate(q), p);
                adjoint |(q, p), y_bar| (conjugate(product(y_bar, conjugate(p))), product(q, y_bar));
            }
            names::MoveVectorBack: (UnitComplex<$T>, Vector2<$T>) => Vector2<$T> {
                value |(q, v)| q.inverse_transform_vector(v);
                primal |(q, [v])| [product(conjugate(q), v)];
                adjoint |(q, [v]), [y_bar]| (conjugate(product(y_bar, conjugate(v))), [product(q, y_bar)]);
            }
            names::MovePointBack: (Rotation2<$T>, Point2<$T>) => Point2<$T> {
                value |(r, p)| r.inverse_transform_point(p);
                primal |(r, p)| apply(transpose(r), p);
                adjoint |(r, p), y_bar| (outer(p, y_bar), apply(r, y_bar));
            }
            names::MoveVectorBack: (Rotation2<$T>, Vector2<$T>) => Vector2<$T> {
                value |(r, v)| r.inverse_transform_vector(v);
                primal |(r, [v])| [apply(transpose(r), v)];
                adjoint |(r, [v]), [y_bar]| (outer(v, y_bar), [apply(r, y_bar)]);
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

        linear! {
            Inverse UnitComplex<$T> => UnitComplex<$T>; |q| q.inverse(); |y_bar| y_bar.inverse();
            ToRotationMatrix UnitComplex<$T> => Rotation2<$T>;
                |q| q.to_rotation_matrix();
                |r_bar| UnitComplex::of([r_bar[(0, 0)] + r_bar[(1, 1)], r_bar[(1, 0)] - r_bar[(0, 1)]]);
        }

        operators! {
            [] Mul UnitComplex<$T>, UnitComplex<$T> => UnitComplex<$T>;
            [] Mul UnitComplex<$T>, Vector2<$T> => Vector2<$T>;
            [] Mul UnitComplex<$T>, Point2<$T> => Point2<$T>;
        }
    )*};
}

rules!(f64 f32);

/// The matrix of what turns, and then moves, by columns.
fn homogeneous<S: Number>([re, im]: [S; 2], [x, y]: [S; 2]) -> [[S; 3]; 3] {
    let (zero, one) = (S::constant(0.0), S::constant(1.0));
    [[re, im, zero], [-im, re, zero], [x, y, one]]
}

/// The cotangent of what turns.
fn turn_of<S: Number>(m: [[S; 3]; 3]) -> [S; 2] {
    [m[0][0] + m[1][1], m[0][1] - m[1][0]]
}

fn more<S: Number>([a, b]: [S; 2], [c, d]: [S; 2]) -> [S; 2] {
    [a + c, b + d]
}

fn less<S: Number>([a, b]: [S; 2], [c, d]: [S; 2]) -> [S; 2] {
    [a - c, b - d]
}

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
