//! Matrices that move points: rotations, translations and scales of space.

use crate::foreign::fixed::space::matrix::{apply, outer, transpose};
use crate::foreign::fixed::space::quaternion::{axis, matrix, matrix_adjoint, of_axis, of_axis_adjoint};
use crate::foreign::fixed::space::vector::{by, dot};
use crate::foreign::fixed::{Number, formulas, names};
use core::array::from_fn;
use glam::{DMat4, DQuat, DVec3, Mat4, Quat, Vec3};

macro_rules! rules {
    ($($ty:ident $vector:ident $quat:ident $float:ident;)*) => {$(
        formulas! {
            names::FromTranslation<$ty>: ($vector,) => $ty {
                value |(t,)| $ty::from_translation(*t);
                primal |(t,)| moving(identity(), t);
                adjoint |_, y_bar| (parts(y_bar).1,);
            }
            names::FromScale<$ty>: ($vector,) => $ty {
                value |(s,)| $ty::from_scale(*s);
                primal |(s,)| moving(scaled(identity(), s), [S::constant(0.0); 3]);
                adjoint |_, y_bar| (from_fn(|i| y_bar[i][i]),);
            }
            names::FromQuat<$ty>: ($quat,) => $ty {
                value |(q,)| $ty::from_quat(*q);
                primal |(q,)| moving(matrix(q), [S::constant(0.0); 3]);
                adjoint |(q,), y_bar| (matrix_adjoint(q, parts(y_bar).0),);
            }
            names::FromRotationTranslation<$ty>: ($quat, $vector) => $ty {
                value |(q, t)| $ty::from_rotation_translation(*q, *t);
                primal |(q, t)| moving(matrix(q), t);
                adjoint |(q, _), y_bar| {
                    let (turn, t_bar) = parts(y_bar);
                    (matrix_adjoint(q, turn), t_bar)
                };
            }
            names::FromScaleRotationTranslation<$ty>: ($vector, $quat, $vector) => $ty {
                value |(s, q, t)| $ty::from_scale_rotation_translation(*s, *q, *t);
                primal |(s, q, t)| moving(scaled(matrix(q), s), t);
                adjoint |(s, q, _), y_bar| {
                    let ((turn, t_bar), columns) = (parts(y_bar), matrix(q));
                    (from_fn(|i| dot(turn[i], columns[i])), matrix_adjoint(q, scaled(turn, s)), t_bar)
                };
            }
            /// A point, and the division by the fourth coordinate.
            names::ProjectPoint3: ($ty, $vector) => $vector {
                value |(a, v)| a.project_point3(*v);
                primal |(a, v)| {
                    let [x, y, z, w] = apply(a, extended(v));
                    [x / w, y / w, z / w]
                };
                adjoint |(a, v), y_bar| {
                    let [x, y, z, w] = apply(a, extended(v));
                    let [x_bar, y_bar_, z_bar] = by(y_bar, S::constant(1.0) / w);
                    let w_bar = -(dot([x_bar, y_bar_, z_bar], [x, y, z]) / w);
                    let image_bar = [x_bar, y_bar_, z_bar, w_bar];
                    let [x, y, z, _] = apply(transpose(a), image_bar);
                    (outer(image_bar, extended(v)), [x, y, z])
                };
            }
        }
        rules!(@axis $ty $float FromRotationX from_rotation_x 0);
        rules!(@axis $ty $float FromRotationY from_rotation_y 1);
        rules!(@axis $ty $float FromRotationZ from_rotation_z 2);
    )*};
    (@axis $ty:ident $float:ident $Name:ident $method:ident $axis:literal) => {
        formulas! {
            names::$Name<$ty>: ($float,) => $ty {
                value |(t,)| $ty::$method(*t);
                primal |(t,)| moving(matrix(of_axis(axis($axis), t)), [S::constant(0.0); 3]);
                adjoint |(t,), y_bar| {
                    let q_bar = matrix_adjoint(of_axis(axis($axis), t), parts(y_bar).0);
                    (of_axis_adjoint(axis($axis), t, q_bar).1,)
                };
            }
        }
    };
}

rules! {
    Mat4 Vec3 Quat f32;
    DMat4 DVec3 DQuat f64;
}

fn identity<S: Number>() -> [[S; 3]; 3] {
    from_fn(axis)
}

/// Each column, by its factor.
fn scaled<S: Number>(a: [[S; 3]; 3], factors: [S; 3]) -> [[S; 3]; 3] {
    from_fn(|i| by(a[i], factors[i]))
}

/// What turns and scales by the first matrix, and then moves.
fn moving<S: Number>([a, b, c]: [[S; 3]; 3], t: [S; 3]) -> [[S; 4]; 4] {
    let column = |[x, y, z]: [S; 3]| [x, y, z, S::constant(0.0)];
    [column(a), column(b), column(c), extended(t)]
}

/// Both parts of it, of a cotangent.
fn parts<S: Number>(a: [[S; 4]; 4]) -> ([[S; 3]; 3], [S; 3]) {
    let first = |[x, y, z, _]: [S; 4]| [x, y, z];
    ([first(a[0]), first(a[1]), first(a[2])], first(a[3]))
}

fn extended<S: Number>([x, y, z]: [S; 3]) -> [S; 4] {
    [x, y, z, S::constant(1.0)]
}
