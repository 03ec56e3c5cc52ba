//! Rotations by their vectors and angles, and what they move.

use autodiff::{Differentiable, check, grad};
use nalgebra::{
    Isometry2, Isometry3, Matrix4, Point2, Point3, Quaternion, Rotation2, Rotation3, Unit, UnitComplex, UnitQuaternion,
    Vector2, Vector3,
};

#[grad(hvp)]
fn by_vector(w: &Vector3<f64>, v: &Vector3<f64>) -> f64 {
    let p = UnitQuaternion::from_scaled_axis(*w) * v;
    let q = Rotation3::new(*w) * v + Rotation3::from_scaled_axis(w * 0.5) * v;
    let r = UnitQuaternion::new(w * 2.0);
    p.x + 2.0 * q.y * q.z + (r.scaled_axis() - w).norm() * r.angle()
}

#[grad(hvp)]
fn between(a: &UnitQuaternion<f64>, b: &UnitQuaternion<f64>, t: f64, v: &Vector3<f64>) -> f64 {
    let q = a.slerp(b, t);
    (q * v).x + a.angle_to(b) * (a.rotation_to(b) * v).y
}

#[grad(hvp)]
fn angles(q: &UnitQuaternion<f64>, w: &Vector3<f64>) -> f64 {
    let (roll, pitch, yaw) = q.euler_angles();
    let (a, b, c) = Rotation3::new(*w).euler_angles();
    roll * pitch + yaw.sin() + a * b * c
}

#[grad(hvp)]
fn kinematics(q: &UnitQuaternion<f64>, w: &Vector3<f64>, dt: f64) -> f64 {
    let rate = Quaternion::from_imag(*w);
    let next = q.into_inner() + q.into_inner() * rate * (0.5 * dt);
    let q = UnitQuaternion::from_quaternion(next);
    (q * Vector3::new(1.0, 0.0, 0.0)).y + next.norm() + (Quaternion::new(dt, w.x, w.y, w.z) - next).norm()
}

#[grad(hvp)]
fn moved(t: &Vector3<f64>, w: &Vector3<f64>, p: &Point3<f64>) -> f64 {
    let pose = Isometry3::new(*t, *w);
    let q = pose.transform_point(p);
    let r = pose.inverse_transform_point(p);
    let m = pose.to_homogeneous();
    let s = (m * Matrix4::new_translation(t)).transform_point(p);
    q.x * r.y + m.determinant() * m.norm() + s.z * pose.inverse_transform_vector(w).x
}

/// Along a pose of which each number is free.
#[grad(hvp)]
fn by_pose(pose: &Isometry3<f64>, q: &UnitQuaternion<f64>, p: &Point3<f64>, v: &Vector3<f64>) -> f64 {
    let (there, back) = (pose.transform_point(p), pose.inverse_transform_point(p));
    let turned = pose.transform_vector(v) + q.inverse_transform_vector(&pose.inverse_transform_vector(v));
    let m = pose.to_homogeneous() * q.to_homogeneous();
    there.x * back.y + turned.z + m.norm() + q.scaled_axis().norm_squared() * q.angle() + q.inverse_transform_point(p).x
}

#[grad(hvp)]
fn in_the_plane(x: f64, y: f64, angle: f64) -> f64 {
    let pose = Isometry2::new(Vector2::new(x, y), angle);
    let p = pose * Point2::new(1.0, 2.0);
    let r = Rotation2::new(angle) * Vector2::new(x, y);
    let c = UnitComplex::new(angle) * UnitComplex::new(x);
    p.x * p.y + r.x + (c * Vector2::new(x, y)).x * c.angle()
}

/// Points and vectors in one sum, of types that are written.
#[grad(hvp)]
fn registered(t: &Vector3<f64>, w: &Vector3<f64>, from: &[Point3<f64>], to: &[Point3<f64>]) -> f64 {
    let r = Rotation3::from_scaled_axis(*w);
    from.iter().zip(to.iter()).map(|(p, q)| (r * p + t - q).norm_squared()).sum::<f64>() / from.len() as f64
}

#[grad(hvp)]
fn drifted(p: &Point3<f64>, v: &Vector3<f64>, dt: f64) -> f64 {
    let mut q = *p;
    for _ in 0..3 {
        q += v * dt;
    }
    let d = q - p;
    d.norm() + q.coords.norm_squared()
}

#[grad(hvp)]
fn matrices(a: f64, b: f64, v: &Vector3<f64>) -> f64 {
    let r = Rotation3::from_axis_angle(&Vector3::z_axis(), a) * Rotation3::from_axis_angle(&Vector3::x_axis(), b);
    let m = r.matrix();
    let axis = Unit::new_normalize(*v);
    (m * v).y + (r.transpose() * v).x + (UnitQuaternion::from_axis_angle(&axis, a) * Vector3::new(1.0, b, 0.0)).z
}

#[derive(Clone, Debug, Differentiable)]
struct Camera {
    rotation: UnitQuaternion<f64>,
    translation: Vector3<f64>,
    focal: f64,
    distortion: f64,
}

#[grad(hvp)]
impl Camera {
    fn project(&self, p: &Point3<f64>) -> Vector2<f64> {
        let q = self.rotation * p + self.translation;
        let flat = Vector2::new(q.x / q.z, q.y / q.z);
        flat * (self.focal * (1.0 + self.distortion * flat.norm_squared()))
    }
}

#[grad(hvp)]
fn reprojection(camera: &Camera, points: &[Point3<f64>]) -> f64 {
    let mut cost = 0.0;
    for p in points {
        cost += (camera.project(p) - Vector2::new(0.1, 0.2)).norm_squared();
    }
    cost
}

/// An entry of a rotation is read by its place, and its derivative is written to there.
#[grad(hvp)]
fn entries(r: Rotation3<f64>, attitude: &UnitQuaternion<f64>, x: f64) -> f64 {
    let of_attitude = attitude.to_rotation_matrix();
    let mut sum = x * r[(2, 2)] / of_attitude[(2, 2)];
    for i in 0..3 {
        for j in 0..3 {
            sum += r[(i, j)] * of_attitude[(j, i)] * x;
        }
    }
    sum
}

#[grad(hvp)]
fn plane_entries(r: Rotation2<f64>, x: f64) -> f64 {
    r[(0, 1)] * r[(0, 1)] * x - r[(1, 1)]
}

#[test]
fn turns() {
    let (v, w) = (Vector3::new(0.3, -0.7, 1.1), Vector3::new(0.4, 0.2, -0.3));
    let (a, b) = (UnitQuaternion::from_euler_angles(0.3, -0.2, 0.9), UnitQuaternion::from_euler_angles(-0.5, 0.4, 0.1));
    let p = Point3::new(0.5, 0.1, 3.0);
    check!(by_vector(&w, &v), hvp);
    check!(entries(Rotation3::new(w), &a, 0.7), hvp);
    check!(plane_entries(Rotation2::new(0.4), 0.7), hvp);
    check!(between(&a, &b, 0.3, &v), hvp);
    check!(angles(&a, &w), hvp);
    check!(kinematics(&a, &w, 0.1), hvp);
    check!(moved(&v, &w, &p), hvp);
    check!(by_pose(&Isometry3::new(w, v), &a, &p, &v), hvp);
    check!(in_the_plane(0.3, 0.7, 0.4), hvp);
    check!(registered(&v, &w, &[p, Point3::new(1.0, 2.0, -0.3)], &[Point3::new(0.2, 0.3, 3.1), p]), hvp);
    check!(drifted(&p, &v, 0.1), hvp);
    check!(matrices(0.3, 0.4, &v), hvp);
    check!(reprojection(&Camera { rotation: a, translation: v, focal: 1.2, distortion: 0.1 }, &[p]), hvp);
}

/// Where there is no rotation, and where one goes the long way round.
#[test]
fn limits_of_turns() {
    let none = Vector3::zeros();
    check!(by_vector(&none, &Vector3::new(0.3, -0.7, 1.1)));
    let a = UnitQuaternion::from_euler_angles(0.3, -0.2, 0.9);
    let far = UnitQuaternion::new_unchecked(-UnitQuaternion::from_euler_angles(0.1, 0.4, 0.2).into_inner());
    check!(between(&a, &far, 0.3, &Vector3::new(0.3, -0.7, 1.1)), hvp);
}
