//! Formulas of quaternions `[x, y, z, w]`, over any numbers.

use super::vector::{add, by, cross, dot};
use crate::foreign::fixed::Number;

/// Hamilton's product.
pub(crate) fn mul<S: Number>([ax, ay, az, aw]: [S; 4], [bx, by, bz, bw]: [S; 4]) -> [S; 4] {
    [
        aw * bx + ax * bw + ay * bz - az * by,
        aw * by - ax * bz + ay * bw + az * bx,
        aw * bz + ax * by - ay * bx + az * bw,
        aw * bw - ax * bx - ay * by - az * bz,
    ]
}

pub(crate) fn conjugate<S: Number>([x, y, z, w]: [S; 4]) -> [S; 4] {
    [-x, -y, -z, w]
}

/// `v (w² - b²) + 2 b (b · v) + 2 w (b × v)` of the vector part `b`: what `glam` computes, of any
/// quaternion.
pub(crate) fn rotate<S: Number>([x, y, z, w]: [S; 4], v: [S; 3]) -> [S; 3] {
    let (b, two) = ([x, y, z], S::constant(2.0));
    let along = add(by(v, w * w - dot(b, b)), by(b, two * dot(b, v)));
    add(along, by(cross(b, v), two * w))
}

/// The cotangents of the quaternion and the vector in [`rotate`].
pub(crate) fn rotate_adjoint<S: Number>([x, y, z, w]: [S; 4], v: [S; 3], y_bar: [S; 3]) -> ([S; 4], [S; 3]) {
    let (b, two) = ([x, y, z], S::constant(2.0));
    let v_bar = rotate([-x, -y, -z, w], y_bar);
    let [x_bar, y_bar_, z_bar] = add(
        add(by(b, -(two * dot(v, y_bar))), by(y_bar, two * dot(b, v))),
        add(by(v, two * dot(b, y_bar)), by(cross(v, y_bar), two * w)),
    );
    let w_bar = two * (w * dot(v, y_bar) + dot(cross(b, v), y_bar));
    ([x_bar, y_bar_, z_bar, w_bar], v_bar)
}

/// The matrix of the rotation, by columns.
pub(crate) fn matrix<S: Number>([x, y, z, w]: [S; 4]) -> [[S; 3]; 3] {
    let (one, two) = (S::constant(1.0), S::constant(2.0));
    [
        [one - two * (y * y + z * z), two * (x * y + w * z), two * (x * z - w * y)],
        [two * (x * y - w * z), one - two * (x * x + z * z), two * (y * z + w * x)],
        [two * (x * z + w * y), two * (y * z - w * x), one - two * (x * x + y * y)],
    ]
}

/// The cotangent of the quaternion in [`matrix`].
pub(crate) fn matrix_adjoint<S: Number>([x, y, z, w]: [S; 4], m: [[S; 3]; 3]) -> [S; 4] {
    let two = S::constant(2.0);
    let (xy, xz, yz) = (m[0][1] + m[1][0], m[0][2] + m[2][0], m[1][2] + m[2][1]);
    let (wz, wy, wx) = (m[0][1] - m[1][0], m[2][0] - m[0][2], m[1][2] - m[2][1]);
    [
        two * (y * xy + z * xz + w * wx - two * x * (m[1][1] + m[2][2])),
        two * (x * xy + z * yz + w * wy - two * y * (m[0][0] + m[2][2])),
        two * (x * xz + y * yz + w * wz - two * z * (m[0][0] + m[1][1])),
        two * (z * wz + y * wy + x * wx),
    ]
}

/// Of an axis and an angle.
pub(crate) fn of_axis<S: Number>(axis: [S; 3], angle: S) -> [S; 4] {
    let (sine, cosine) = (angle * S::constant(0.5)).circular();
    let [x, y, z] = by(axis, sine);
    [x, y, z, cosine]
}

/// The cotangents of the axis and the angle in [`of_axis`].
pub(crate) fn of_axis_adjoint<S: Number>(axis: [S; 3], angle: S, [x, y, z, w]: [S; 4]) -> ([S; 3], S) {
    let half = S::constant(0.5);
    let (sine, cosine) = (angle * half).circular();
    let bar = [x, y, z];
    (by(bar, sine), half * (cosine * dot(axis, bar) - sine * w))
}

/// The unit vector of an axis.
pub(crate) fn axis<S: Number>(i: usize) -> [S; 3] {
    core::array::from_fn(|k| S::constant(if k == i { 1.0 } else { 0.0 }))
}
