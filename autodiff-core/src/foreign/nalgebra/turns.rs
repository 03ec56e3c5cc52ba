//! Rotations by their rotation vectors, angles, arcs, matrices.
//!
//! Sources: J. Solà, "Quaternion kinematics for the error-state Kalman filter" (2017), of the
//! exponential map, its inverse and the matrix; K. Shoemake (1985), of the arc.

use crate::foreign::fixed::space::arc::{Arc, is_same, nearer};
use crate::foreign::fixed::space::matrix::{apply, outer, transpose};
use crate::foreign::fixed::space::quaternion::{conjugate, matrix, matrix_adjoint, mul};
use crate::foreign::fixed::space::quaternion::{rotate, rotate_adjoint};
use crate::foreign::fixed::space::turn::{
    angle, angle_adjoint, euler_angles, euler_angles_adjoint, of_scaled_axis, of_scaled_axis_adjoint, scaled_axis,
    scaled_axis_adjoint,
};
use crate::foreign::fixed::space::vector::{add, by, dot, neg, normalize, normalize_adjoint, sub};
use crate::foreign::fixed::{Number, formulas, names};
use core::array::from_fn;
use nalgebra::{Isometry3, Matrix4, Point3, Quaternion, Rotation3, SVector, Unit, UnitQuaternion, Vector3};

/// Rules of which the docs are their sources.
macro_rules! rules {
    ($([$($generics:tt)*] $name:ty: $args:ty => $output:ty {
        value |$of:pat_param| $value:expr;
        primal |$primal_of:pat_param| $primal:expr;
        adjoint |$adjoint_of:pat_param, $y_bar:pat_param| $adjoint:expr;
    })*) => {$(formulas! {
        for [$($generics)*] $name: $args => $output {
            value |$of| $value;
            primal |$primal_of| $primal;
            adjoint |$adjoint_of, $y_bar| $adjoint;
        }
    })*};
}

macro_rules! of_float {
    ($T:ident) => {
rules! {
    [] names::FromScaledAxis<UnitQuaternion<$T>>: (Vector3<$T>,) => UnitQuaternion<$T> {
        value |(v,)| UnitQuaternion::from_scaled_axis(*v);
        primal |([v],)| of_scaled_axis(v);
        adjoint |([v],), y_bar| ([of_scaled_axis_adjoint(v, y_bar)],);
    }
    [] names::New<UnitQuaternion<$T>>: (Vector3<$T>,) => UnitQuaternion<$T> {
        value |(v,)| UnitQuaternion::new(*v);
        primal |([v],)| of_scaled_axis(v);
        adjoint |([v],), y_bar| ([of_scaled_axis_adjoint(v, y_bar)],);
    }
    [] names::FromScaledAxis<Rotation3<$T>>: (Vector3<$T>,) => Rotation3<$T> {
        value |(v,)| Rotation3::from_scaled_axis(*v);
        primal |([v],)| matrix(of_scaled_axis(v));
        adjoint |([v],), y_bar| ([of_scaled_axis_adjoint(v, matrix_adjoint(of_scaled_axis(v), y_bar))],);
    }
    [] names::New<Rotation3<$T>>: (Vector3<$T>,) => Rotation3<$T> {
        value |(v,)| Rotation3::new(*v);
        primal |([v],)| matrix(of_scaled_axis(v));
        adjoint |([v],), y_bar| ([of_scaled_axis_adjoint(v, matrix_adjoint(of_scaled_axis(v), y_bar))],);
    }
    [] names::New<Isometry3<$T>>: (Vector3<$T>, Vector3<$T>) => Isometry3<$T> {
        value |(t, v)| Isometry3::new(*t, *v);
        primal |([t], [v])| (of_scaled_axis(v), t);
        adjoint |(_, [v]), (q_bar, t_bar)| ([t_bar], [of_scaled_axis_adjoint(v, q_bar)]);
    }
    [] names::FromQuaternion<UnitQuaternion<$T>>: (Quaternion<$T>,) => UnitQuaternion<$T> {
        value |(q,)| UnitQuaternion::from_quaternion(*q);
        primal |(q,)| normalize(q);
        adjoint |(q,), y_bar| (normalize_adjoint(q, y_bar),);
    }
    [] names::NewNormalize<UnitQuaternion<$T>>: (Quaternion<$T>,) => UnitQuaternion<$T> {
        value |(q,)| UnitQuaternion::new_normalize(*q);
        primal |(q,)| normalize(q);
        adjoint |(q,), y_bar| (normalize_adjoint(q, y_bar),);
    }
    [const D: usize] names::NewNormalize<Unit<SVector<$T, D>>>: (SVector<$T, D>,) => Unit<SVector<$T, D>> {
        value |(v,)| Unit::new_normalize(*v);
        primal |([v],)| normalize(v);
        adjoint |([v],), y_bar| ([normalize_adjoint(v, y_bar)],);
    }
    [] names::ScaledAxis: (UnitQuaternion<$T>,) => Vector3<$T> {
        value |(q,)| q.scaled_axis();
        primal |(q,)| [scaled_axis(q)];
        adjoint |(q,), [y_bar]| (scaled_axis_adjoint(q, y_bar),);
    }
    [] names::Angle: (UnitQuaternion<$T>,) => $T {
        value |(q,)| q.angle();
        primal |(q,)| angle(q);
        adjoint |(q,), y_bar| (angle_adjoint(q, y_bar),);
    }
    [] names::AngleToOther: (UnitQuaternion<$T>, UnitQuaternion<$T>) => $T {
        value |(a, b)| a.angle_to(b);
        primal |(a, b)| angle(mul(b, conjugate(a)));
        adjoint |(a, b), y_bar| {
            let between_bar = angle_adjoint(mul(b, conjugate(a)), y_bar);
            (conjugate(mul(conjugate(b), between_bar)), mul(between_bar, a))
        };
    }
    [] names::RotationTo: (UnitQuaternion<$T>, UnitQuaternion<$T>) => UnitQuaternion<$T> {
        value |(a, b)| a.rotation_to(b);
        primal |(a, b)| mul(b, conjugate(a));
        adjoint |(a, b), y_bar| (conjugate(mul(conjugate(b), y_bar)), mul(y_bar, a));
    }
    [] names::EulerAngles: (UnitQuaternion<$T>,) => ($T, $T, $T) {
        value |(q,)| q.euler_angles();
        primal |(q,)| { let [roll, pitch, yaw] = euler_angles(quadratic(q)); (roll, pitch, yaw) };
        adjoint |(q,), (roll, pitch, yaw)| (quadratic_adjoint(q, euler_angles_adjoint(quadratic(q), [roll, pitch, yaw])),);
    }
    [] names::EulerAngles: (Rotation3<$T>,) => ($T, $T, $T) {
        value |(r,)| r.euler_angles();
        primal |(r,)| { let [roll, pitch, yaw] = euler_angles(r); (roll, pitch, yaw) };
        adjoint |(r,), (roll, pitch, yaw)| (euler_angles_adjoint(r, [roll, pitch, yaw]),);
    }
    [] names::SlerpTo: (UnitQuaternion<$T>, UnitQuaternion<$T>, $T) => UnitQuaternion<$T> {
        value |(a, b, s)| a.slerp(b, *s);
        primal |(a, b, s)| {
            let b = nearer(a, b);
            let (first, second) = shares(a, b, s);
            add(by(a, first), by(b, second))
        };
        adjoint |(a, b, s), y_bar| {
            let near = nearer(a, b);
            let back = |b_bar| if is_same(near, b) { b_bar } else { neg(b_bar) };
            let one = S::constant(1.0);
            if is_whole(a, near) {
                return (by(y_bar, one - s), back(by(y_bar, s)), dot(y_bar, sub(near, a)));
            }
            let arc = Arc::new(dot(a, near), s);
            let (cosine_bar, s_bar) = arc.adjoint(dot(y_bar, a), dot(y_bar, near));
            let a_bar = add(by(y_bar, arc.first), by(near, cosine_bar));
            (a_bar, back(add(by(y_bar, arc.second), by(a, cosine_bar))), s_bar)
        };
    }
    [] names::ToHomogeneous: (Isometry3<$T>,) => Matrix4<$T> {
        value |(pose,)| pose.to_homogeneous();
        primal |((q, t),)| moving(quadratic(q), t);
        adjoint |((q, _),), y_bar| { let (turn, t_bar) = apart(y_bar); ((quadratic_adjoint(q, turn), t_bar),) };
    }
    [] names::ToHomogeneous: (UnitQuaternion<$T>,) => Matrix4<$T> {
        value |(q,)| q.to_homogeneous();
        primal |(q,)| moving(quadratic(q), [S::constant(0.0); 3]);
        adjoint |(q,), y_bar| (quadratic_adjoint(q, apart(y_bar).0),);
    }
    [] names::ToHomogeneous: (Rotation3<$T>,) => Matrix4<$T> {
        value |(r,)| r.to_homogeneous();
        primal |(r,)| moving(r, [S::constant(0.0); 3]);
        adjoint |_, y_bar| (apart(y_bar).0,);
    }
    [] names::InvMul: (Isometry3<$T>, Isometry3<$T>) => Isometry3<$T> {
        value |(a, b)| a.inv_mul(b);
        primal |((q, t), (r, u))| (mul(conjugate(q), r), turned(conjugate(q), sub(u, t)));
        adjoint |((q, t), (r, u)), (r_bar, u_bar)| {
            let (back_bar, along) = turned_adjoint(conjugate(q), sub(u, t), u_bar);
            let q_bar = conjugate(add(mul(r_bar, conjugate(r)), back_bar));
            ((q_bar, neg(along)), (mul(q, r_bar), along))
        };
    }
    [] names::MovePoint: (Isometry3<$T>, Point3<$T>) => Point3<$T> {
        value |(pose, p)| pose.transform_point(p);
        primal |((q, t), p)| add(turned(q, p), t);
        adjoint |((q, _), p), y_bar| { let (q_bar, p_bar) = turned_adjoint(q, p, y_bar); ((q_bar, y_bar), p_bar) };
    }
    [] names::MoveVector: (Isometry3<$T>, Vector3<$T>) => Vector3<$T> {
        value |(pose, v)| pose.transform_vector(v);
        primal |((q, _), [v])| [turned(q, v)];
        adjoint |((q, _), [v]), [y_bar]| {
            let (q_bar, v_bar) = turned_adjoint(q, v, y_bar);
            ((q_bar, [S::constant(0.0); 3]), [v_bar])
        };
    }
    [] names::MovePointBack: (Isometry3<$T>, Point3<$T>) => Point3<$T> {
        value |(pose, p)| pose.inverse_transform_point(p);
        primal |((q, t), p)| turned(conjugate(q), sub(p, t));
        adjoint |((q, t), p), y_bar| {
            let (back_bar, p_bar) = turned_adjoint(conjugate(q), sub(p, t), y_bar);
            ((conjugate(back_bar), neg(p_bar)), p_bar)
        };
    }
    [] names::MoveVectorBack: (Isometry3<$T>, Vector3<$T>) => Vector3<$T> {
        value |(pose, v)| pose.inverse_transform_vector(v);
        primal |((q, _), [v])| [turned(conjugate(q), v)];
        adjoint |((q, _), [v]), [y_bar]| {
            let (back_bar, v_bar) = turned_adjoint(conjugate(q), v, y_bar);
            ((conjugate(back_bar), [S::constant(0.0); 3]), [v_bar])
        };
    }
    [] names::MovePointBack: (UnitQuaternion<$T>, Point3<$T>) => Point3<$T> {
        value |(q, p)| q.inverse_transform_point(p);
        primal |(q, p)| turned(conjugate(q), p);
        adjoint |(q, p), y_bar| { let (back_bar, p_bar) = turned_adjoint(conjugate(q), p, y_bar); (conjugate(back_bar), p_bar) };
    }
    [] names::MoveVectorBack: (UnitQuaternion<$T>, Vector3<$T>) => Vector3<$T> {
        value |(q, v)| q.inverse_transform_vector(v);
        primal |(q, [v])| [turned(conjugate(q), v)];
        adjoint |(q, [v]), [y_bar]| { let (back_bar, v_bar) = turned_adjoint(conjugate(q), v, y_bar); (conjugate(back_bar), [v_bar]) };
    }
    [] names::MovePointBack: (Rotation3<$T>, Point3<$T>) => Point3<$T> {
        value |(r, p)| r.inverse_transform_point(p);
        primal |(r, p)| apply(transpose(r), p);
        adjoint |(r, p), y_bar| (outer(p, y_bar), apply(r, y_bar));
    }
    [] names::MoveVectorBack: (Rotation3<$T>, Vector3<$T>) => Vector3<$T> {
        value |(r, v)| r.inverse_transform_vector(v);
        primal |(r, [v])| [apply(transpose(r), v)];
        adjoint |(r, [v]), [y_bar]| (outer(v, y_bar), [apply(r, y_bar)]);
    }
}
    };
}

of_float!(f64);
of_float!(f32);

/// The shares of both ends of the arc. Where the cosine is one, it is the chord.
fn shares<S: Number>(a: [S; 4], near: [S; 4], s: S) -> (S, S) {
    if is_whole(a, near) {
        return (S::constant(1.0) - s, s);
    }
    let arc = Arc::new(dot(a, near), s);
    (arc.first, arc.second)
}

/// Whether there is no arc, as nalgebra decides it.
fn is_whole<S: Number>(a: [S; 4], near: [S; 4]) -> bool {
    let rest = S::constant(1.0) - dot(a, near);
    rest.has_minus() || rest.value_vanishes()
}

/// The matrix of what turns, and then moves.
pub(super) fn moving<S: Number>(turn: [[S; 3]; 3], t: [S; 3]) -> [[S; 4]; 4] {
    let column = |[x, y, z]: [S; 3], last: f64| [x, y, z, S::constant(last)];
    let [a, b, c] = turn;
    [column(a, 0.0), column(b, 0.0), column(c, 0.0), column(t, 1.0)]
}

/// Both parts of it, of a cotangent.
pub(super) fn apart<S: Number>([a, b, c, t]: [[S; 4]; 4]) -> ([[S; 3]; 3], [S; 3]) {
    let first = |[x, y, z, _]: [S; 4]| [x, y, z];
    ([first(a), first(b), first(c)], first(t))
}

/// The matrix of a quaternion, by the polynomial that nalgebra computes: on the diagonal,
/// `w² + x² - y² - z²`.
fn quadratic<S: Number>(q: [S; 4]) -> [[S; 3]; 3] {
    let (columns, more) = (matrix(q), dot(q, q) - S::constant(1.0));
    from_fn(|c| from_fn(|r| if c == r { columns[c][r] + more } else { columns[c][r] }))
}

/// The cotangent of the quaternion in [`quadratic`].
fn quadratic_adjoint<S: Number>(q: [S; 4], m: [[S; 3]; 3]) -> [S; 4] {
    let trace = m[0][0] + m[1][1] + m[2][2];
    add(matrix_adjoint(q, m), by(q, S::constant(2.0) * trace))
}

/// `v + 2 w (b × v) + 2 b × (b × v)` of the vector part `b`, as nalgebra computes it.
fn turned<S: Number>(q: [S; 4], v: [S; 3]) -> [S; 3] {
    add(rotate(q, v), by(v, S::constant(1.0) - dot(q, q)))
}

/// The cotangents of the quaternion and the vector in [`turned`].
fn turned_adjoint<S: Number>(q: [S; 4], v: [S; 3], y_bar: [S; 3]) -> ([S; 4], [S; 3]) {
    let (q_bar, v_bar) = rotate_adjoint(q, v, y_bar);
    let along = S::constant(2.0) * dot(v, y_bar);
    (sub(q_bar, by(q, along)), add(v_bar, by(y_bar, S::constant(1.0) - dot(q, q))))
}
