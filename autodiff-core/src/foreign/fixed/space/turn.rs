//! Rotations by their rotation vector, and back: the exponential map and its inverse (Solà,
//! "Quaternion kinematics for the error-state Kalman filter", 2017, 101 and 105).

use super::quaternion::of_axis;
use super::vector::{add, by, dot, length, over, sub};
use crate::foreign::fixed::Number;

/// `(v sin(t / 2) / t, cos(t / 2))` with `t = |v|`, and its limit at zero.
pub(crate) fn of_scaled_axis<S: Number>(v: [S; 3]) -> [S; 4] {
    let angle = length(v);
    if angle.vanishes() {
        let [x, y, z] = by(v, S::constant(0.5));
        return [x, y, z, S::constant(1.0)];
    }
    of_axis(over(v, angle), angle)
}

/// The cotangent of the rotation vector in [`of_scaled_axis`].
pub(crate) fn of_scaled_axis_adjoint<S: Number>(v: [S; 3], [x, y, z, w]: [S; 4]) -> [S; 3] {
    let (angle, half, bar) = (length(v), S::constant(0.5), [x, y, z]);
    if angle.vanishes() {
        return sub(by(bar, half), by(v, w * S::constant(0.25)));
    }
    let (sine, cosine) = (angle * half).circular();
    let share = sine / angle;
    let along = dot(bar, v) * (cosine * half - share) / angle - w * sine * half;
    add(by(bar, share), by(v, along / angle))
}

/// The angle of a rotation, `2 atan2(|v|, |w|)`.
pub(crate) fn angle<S: Number>([x, y, z, w]: [S; 4]) -> S {
    length([x, y, z]).angle(w * minus_or_one(w)) * S::constant(2.0)
}

/// The cotangent of the quaternion in [`angle`].
pub(crate) fn angle_adjoint<S: Number>([x, y, z, w]: [S; 4], y_bar: S) -> [S; 4] {
    let (v, two) = ([x, y, z], S::constant(2.0));
    let length = length(v);
    let square = dot(v, v) + w * w;
    if length.vanishes() {
        return [S::constant(0.0); 4];
    }
    let [x, y, z] = by(v, y_bar * two * w * minus_or_one(w) / (square * length));
    [x, y, z, -(y_bar * two * minus_or_one(w) * length / square)]
}

/// The rotation vector of a quaternion, `2 v atan2(|v|, |w|) / |v|`, turned round where `w` is
/// negative; its limit `2 v / w` without a rotation.
pub(crate) fn scaled_axis<S: Number>([x, y, z, w]: [S; 4]) -> [S; 3] {
    by([x, y, z], share([x, y, z], w))
}

fn share<S: Number>(v: [S; 3], w: S) -> S {
    let (length, two, sign) = (length(v), S::constant(2.0), minus_or_one(w));
    if length.vanishes() { two / w } else { sign * two * length.angle(w * sign) / length }
}

/// The cotangent of the quaternion in [`scaled_axis`].
pub(crate) fn scaled_axis_adjoint<S: Number>([x, y, z, w]: [S; 4], y_bar: [S; 3]) -> [S; 4] {
    let (v, two) = ([x, y, z], S::constant(2.0));
    let (square, share, along) = (dot(v, v), share(v, w), dot(v, y_bar));
    let whole = square + w * w;
    let [x, y, z] = if length(v).vanishes() {
        by(y_bar, share)
    } else {
        add(by(y_bar, share), by(v, along * (two * w / whole - share) / square))
    };
    [x, y, z, -(along * two / whole)]
}

/// The angles of roll, pitch and yaw of a matrix of three columns.
pub(crate) fn euler_angles<S: Number>(m: [[S; 3]; 3]) -> [S; 3] {
    let [first, second, third] = m;
    let slope = (S::constant(1.0) - first[2] * first[2]).root();
    [second[2].angle(third[2]), (-first[2]).angle(slope), first[1].angle(first[0])]
}

/// The cotangent of the matrix in [`euler_angles`].
pub(crate) fn euler_angles_adjoint<S: Number>(m: [[S; 3]; 3], [roll, pitch, yaw]: [S; 3]) -> [[S; 3]; 3] {
    let ([first, second, third], zero) = (m, S::constant(0.0));
    let slope = (S::constant(1.0) - first[2] * first[2]).root();
    let (level, upright) = (first[0] * first[0] + first[1] * first[1], second[2] * second[2] + third[2] * third[2]);
    [
        [-(yaw * first[1] / level), yaw * first[0] / level, -(pitch / slope)],
        [zero, zero, roll * third[2] / upright],
        [zero, zero, -(roll * second[2] / upright)],
    ]
}

/// One, with the sign of a number.
fn minus_or_one<S: Number>(w: S) -> S {
    S::constant(if w.has_minus() { -1.0 } else { 1.0 })
}
