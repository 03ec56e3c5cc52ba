//! Unit quaternions: poses, and a camera.

use autodiff::{check, grad};
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
