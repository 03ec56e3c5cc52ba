//! Unit quaternions: poses, and a camera.

use autodiff::{Differentiable, check, grad};
use nalgebra::{UnitQuaternion, Vector3};

#[grad(hvp)]
fn turned(t: f64, p: &Vector3<f64>) -> f64 {
    let q = UnitQuaternion::from_axis_angle(&Vector3::y_axis(), t);
    let v = q * p;
    v.x * v.z + q.inverse().transform_vector(&v).norm_squared()
}

#[grad(hvp)]
fn attitude(roll: f64, pitch: f64, yaw: f64, p: &Vector3<f64>) -> f64 {
    let q = UnitQuaternion::from_euler_angles(roll, pitch, yaw);
    let r = q * q;
    let v = r * p;
    v.x + v.y * v.z
}

/// The residual of a point in a pinhole camera.
#[grad(hvp)]
fn residual(q: &UnitQuaternion<f64>, t: &Vector3<f64>, f: f64, p: &Vector3<f64>) -> f64 {
    let c = q * p + t;
    let (u, v) = (f * c.x / c.z, f * c.y / c.z);
    (u - 0.3).powi(2) + (v + 0.2).powi(2)
}

#[derive(Clone, Copy, Differentiable)]
struct Pose {
    translation: Vector3<f64>,
    rotation: UnitQuaternion<f64>,
}

/// The parts of a rotation whose type is not written.
#[grad(hvp)]
fn distance(pose: &Pose, other: &Pose) -> f64 {
    let q = pose.rotation.inverse() * other.rotation;
    let p = pose.translation;
    2.0 * q.i * q.j + q.k * q.k * pose.rotation.w + p.x * other.rotation.k * q.w
}

/// A struct of one's own, with parts of the same names.
#[derive(Clone, Copy, Differentiable)]
struct Quaternion {
    w: f64,
    i: f64,
    j: f64,
    k: f64,
}

#[derive(Clone, Copy, Differentiable)]
struct Turn {
    rotation: Quaternion,
    k: f64,
}

#[grad(hvp)]
fn angle(turn: &mut Turn, x: f64) -> f64 {
    turn.rotation.i *= x;
    turn.rotation.k += x * turn.rotation.j;
    let q = turn.rotation;
    turn.k * (q.i * q.i + q.j * q.k) / q.w
}

#[grad(hvp)]
fn turned_again(turn: &Turn, x: f64) -> f64 {
    let mut turn = *turn;
    angle(&mut turn, x) + angle(&mut turn, x * x) * turn.rotation.i
}

#[test]
fn parts_of_what_is_not_seen() {
    let pose = |roll, x| Pose {
        translation: Vector3::new(x, 0.2, 0.3),
        rotation: UnitQuaternion::from_euler_angles(roll, -0.2, 0.3),
    };
    check!(distance(&pose(0.1, 0.7), &pose(-0.5, 0.4)), hvp);
    let rotation = Quaternion { w: 0.8, i: 0.2, j: -0.3, k: 0.4 };
    check!(turned_again(&Turn { rotation, k: 1.3 }, 0.7), hvp);
}

#[test]
fn angles() {
    let p = Vector3::new(0.3, -0.7, 1.1);
    check!(turned(0.7, &p), hvp);
    check!(attitude(0.3, -0.5, 1.2, &p), hvp);
}

#[test]
fn a_camera() {
    let q = UnitQuaternion::from_euler_angles(0.1, -0.2, 0.3);
    check!(residual(&q, &Vector3::new(0.1, 0.2, 2.0), 1.5, &Vector3::new(0.3, -0.7, 1.1)), hvp);
}
