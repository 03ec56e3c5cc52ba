//! The rules of quaternions, and of the matrices of rotations.

use crate::foreign::fixed::space::quaternion::{
    axis, conjugate, matrix, matrix_adjoint, mul, of_axis, of_axis_adjoint, rotate, rotate_adjoint,
};
use crate::foreign::fixed::space::vector::{
    add, by, dot, length, length_adjoint, neg, normalize, normalize_adjoint, over, sub,
};
use crate::foreign::fixed::{formulas, names, operators};
use glam::{DMat3, DQuat, DVec3, Mat3, Quat, Vec3};

macro_rules! rules {
    ($($ty:ident $vector:ident $matrix:ident $float:ident;)*) => {$(
        formulas! {
            names::Add: ($ty, $ty) => $ty {
                value |(a, b)| *a + *b;
                primal |(a, b)| add(a, b);
                adjoint |_, y_bar| (y_bar, y_bar);
            }
            names::Sub: ($ty, $ty) => $ty {
                value |(a, b)| *a - *b;
                primal |(a, b)| sub(a, b);
                adjoint |_, y_bar| (y_bar, neg(y_bar));
            }
            names::Mul: ($ty, $float) => $ty {
                value |(a, k)| *a * *k;
                primal |(a, k)| by(a, k);
                adjoint |(a, k), y_bar| (by(y_bar, k), dot(y_bar, a));
            }
            names::Div: ($ty, $float) => $ty {
                value |(a, k)| *a / *k;
                primal |(a, k)| over(a, k);
                adjoint |(a, k), y_bar| (over(y_bar, k), -(dot(y_bar, a) / k / k));
            }
            /// `a_bar = y_bar b*`, `b_bar = a* y_bar`.
            names::Mul: ($ty, $ty) => $ty {
                value |(a, b)| *a * *b;
                primal |(a, b)| mul(a, b);
                adjoint |(a, b), y_bar| (mul(y_bar, conjugate(b)), mul(conjugate(a), y_bar));
            }
            names::MulQuat: ($ty, $ty) => $ty {
                value |(a, b)| a.mul_quat(*b);
                primal |(a, b)| mul(a, b);
                adjoint |(a, b), y_bar| (mul(y_bar, conjugate(b)), mul(conjugate(a), y_bar));
            }
            names::Mul: ($ty, $vector) => $vector {
                value |(q, v)| *q * *v;
                primal |(q, v)| rotate(q, v);
                adjoint |(q, v), y_bar| rotate_adjoint(q, v, y_bar);
            }
            names::MulVec3: ($ty, $vector) => $vector {
                value |(q, v)| q.mul_vec3(*v);
                primal |(q, v)| rotate(q, v);
                adjoint |(q, v), y_bar| rotate_adjoint(q, v, y_bar);
            }
            names::Conjugate: ($ty,) => $ty {
                value |(q,)| q.conjugate();
                primal |(q,)| conjugate(q);
                adjoint |_, y_bar| (conjugate(y_bar),);
            }
            /// The conjugate, as `glam` takes the quaternion for one of length 1.
            names::Inverse: ($ty,) => $ty {
                value |(q,)| q.inverse();
                primal |(q,)| conjugate(q);
                adjoint |_, y_bar| (conjugate(y_bar),);
            }
            names::Dot: ($ty, $ty) => $float {
                value |(a, b)| a.dot(*b);
                primal |(a, b)| dot(a, b);
                adjoint |(a, b), y_bar| (by(b, y_bar), by(a, y_bar));
            }
            names::Length: ($ty,) => $float {
                value |(q,)| q.length();
                primal |(q,)| length(q);
                adjoint |(q,), y_bar| (length_adjoint(q, y_bar),);
            }
            names::Normalize: ($ty,) => $ty {
                value |(q,)| q.normalize();
                primal |(q,)| normalize(q);
                adjoint |(q,), y_bar| (normalize_adjoint(q, y_bar),);
            }
            names::FromXyzw<$ty>: ($float, $float, $float, $float) => $ty {
                value |(x, y, z, w)| $ty::from_xyzw(*x, *y, *z, *w);
                primal |(x, y, z, w)| [x, y, z, w];
                adjoint |_, [x, y, z, w]| (x, y, z, w);
            }
            /// `(sin(t / 2) n, cos(t / 2))`.
            names::FromAxisAngle<$ty>: ($vector, $float) => $ty {
                value |(n, t)| $ty::from_axis_angle(*n, *t);
                primal |(n, t)| of_axis(n, t);
                adjoint |(n, t), y_bar| of_axis_adjoint(n, t, y_bar);
            }
            names::FromQuat<$matrix>: ($ty,) => $matrix {
                value |(q,)| $matrix::from_quat(*q);
                primal |(q,)| matrix(q);
                adjoint |(q,), y_bar| (matrix_adjoint(q, y_bar),);
            }
        }
        rules!(@axis $ty $matrix $float FromRotationX from_rotation_x 0);
        rules!(@axis $ty $matrix $float FromRotationY from_rotation_y 1);
        rules!(@axis $ty $matrix $float FromRotationZ from_rotation_z 2);

        operators! {
            [] Add $ty, $ty => $ty;
            [] Sub $ty, $ty => $ty;
            [] Mul $ty, $float => $ty;
            [] Div $ty, $float => $ty;
            [] Mul $ty, $ty => $ty;
            [] Mul $ty, $vector => $vector;
        }
        operators! {
            assign
            [] AddAssign of Add $ty, $ty;
            [] MulAssign of Mul $ty, $ty;
        }
        operators! { negated [] $ty; }
    )*};
    (@axis $ty:ident $matrix:ident $float:ident $Name:ident $method:ident $axis:literal) => {
        formulas! {
            names::$Name<$ty>: ($float,) => $ty {
                value |(t,)| $ty::$method(*t);
                primal |(t,)| of_axis(axis($axis), t);
                adjoint |(t,), y_bar| (of_axis_adjoint(axis($axis), t, y_bar).1,);
            }
            names::$Name<$matrix>: ($float,) => $matrix {
                value |(t,)| $matrix::$method(*t);
                primal |(t,)| matrix(of_axis(axis($axis), t));
                adjoint |(t,), y_bar| {
                    let q_bar = matrix_adjoint(of_axis(axis($axis), t), y_bar);
                    (of_axis_adjoint(axis($axis), t, q_bar).1,)
                };
            }
        }
    };
}

rules! {
    Quat Vec3 Mat3 f32;
    DQuat DVec3 DMat3 f64;
}
