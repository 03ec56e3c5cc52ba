//! Points, rotations as matrices, isometries.

use autodiff::{Differentiable, check, grad};
use nalgebra::{
    Isometry3, Matrix3, Matrix4, Point2, Point3, Rotation2, Rotation3, Translation3, UnitQuaternion, Vector2, Vector3,
    Vector4,
};

#[grad(hvp)]
fn image(k: &Matrix3<f64>, r: &Rotation3<f64>, t: &Vector3<f64>, p: &Vector3<f64>) -> f64 {
    let h = k * (r * p + t);
    (h.x / h.z).powi(2) + (h.y / h.z).powi(2)
}

#[grad(hvp)]
fn turned(angles: &Vector3<f64>, axis: &Vector3<f64>, p: &Point3<f64>) -> f64 {
    let r = Rotation3::from_euler_angles(angles.x, angles.y, angles.z);
    let s = Rotation3::from_axis_angle(&Vector3::z_axis(), axis.x * axis.y);
    let q = r * s.inverse() * p;
    q.x * q.y + q.z + r.transpose().transform_vector(axis).x + s.transform_point(p).y
}

#[grad(hvp)]
fn by_quaternion(q: &UnitQuaternion<f64>, p: &Point3<f64>, v: &Vector3<f64>) -> f64 {
    let moved = q * p + v;
    let r = q.to_rotation_matrix();
    let back = r * v;
    (moved - q.transform_point(p)).norm() + moved.x * moved.z + back.x * back.y + q.imag().norm_squared()
}

#[test]
fn rotations_of_space() {
    let q = UnitQuaternion::from_euler_angles(0.1, -0.2, 0.3);
    let k = Matrix3::new(1.0, 0.0, 0.64, 0.0, 1.0, 0.48, 0.0, 0.0, 1.0);
    let (t, v) = (Vector3::new(0.1, 0.2, 2.0), Vector3::new(0.3, -0.7, 1.1));
    check!(image(&k, &q.to_rotation_matrix(), &t, &v), hvp);
    check!(turned(&t, &v, &Point3::new(0.3, -0.7, 1.1)), hvp);
    check!(by_quaternion(&q, &Point3::new(0.3, -0.7, 1.1), &t), hvp);
}

#[grad(hvp)]
fn arm(q: &Vector2<f64>, first: f64, second: f64, target: &Point2<f64>) -> f64 {
    let r1 = Rotation2::new(q.x);
    let r2 = Rotation2::new(q.y);
    let elbow = r1 * Vector2::new(first, 0.0);
    let tip = elbow + r1 * r2 * Vector2::new(second, 0.0);
    (target - tip).coords.norm_squared()
}

/// The frame of a joint, by Denavit and Hartenberg.
#[grad(hvp)]
fn frame(theta: f64, d: f64, a: f64, alpha: f64) -> Matrix4<f64> {
    let (st, ct) = theta.sin_cos();
    let (sa, ca) = alpha.sin_cos();
    Matrix4::new(
        ct,
        -st * ca,
        st * sa,
        a * ct, //
        st,
        ct * ca,
        -ct * sa,
        a * st, //
        0.0,
        sa,
        ca,
        d, //
        0.0,
        0.0,
        0.0,
        1.0,
    )
}

#[grad(hvp)]
fn tip(q: &[f64; 3]) -> f64 {
    let mut pose = Matrix4::identity();
    for i in 0..3 {
        pose = pose * frame(q[i], 0.1, 0.5, 0.3);
    }
    let p = pose * Vector4::new(0.0, 0.0, 0.0, 1.0);
    p.x + 2.0 * p.y * p.z
}

#[grad(hvp)]
fn tip_in_place(q: &[f64; 3]) -> f64 {
    let mut pose = Matrix4::identity();
    for i in 0..3 {
        pose *= frame(q[i], 0.1, 0.5, 0.3);
    }
    let p = pose * Vector4::new(0.0, 0.0, 0.0, 1.0);
    p.x + 2.0 * p.y * p.z
}

#[test]
fn arms() {
    check!(arm(&Vector2::new(0.3, 0.6), 1.0, 0.7, &Point2::new(1.0, 1.0)), hvp);
    check!(tip(&[0.1, 0.2, 0.3]), hvp);
    check!(tip_in_place(&[0.1, 0.2, 0.3]), hvp);
    assert_eq!(tip_grad(&[0.1, 0.2, 0.3]), tip_in_place_grad(&[0.1, 0.2, 0.3]));
}

#[grad(hvp)]
fn seen(pose: &Isometry3<f64>, p: &Point3<f64>) -> f64 {
    let c = pose * p;
    (c.x / c.z).powi(2) + (c.y / c.z).powi(2)
}

#[grad(hvp)]
fn relative(pose: &Isometry3<f64>, other: &Isometry3<f64>, v: &Vector3<f64>) -> f64 {
    let between = pose.inverse() * other;
    let c = between.rotation * v + between.translation.vector;
    c.norm_squared() + (between * v).x
}

#[test]
fn isometries() {
    let rotation = UnitQuaternion::from_euler_angles(0.1, -0.2, 0.3);
    let pose = Isometry3::from_parts(Translation3::new(0.1, 0.2, 2.0), rotation);
    let other = Isometry3::from_parts(Translation3::new(-0.4, 0.3, 1.0), rotation.inverse());
    check!(seen(&pose, &Point3::new(0.3, -0.7, 1.1)), hvp);
    check!(relative(&pose, &other, &Vector3::new(0.3, -0.7, 1.1)), hvp);
}

#[derive(Clone, Debug, Differentiable)]
struct Pose {
    rot: UnitQuaternion<f64>,
    trans: Vector3<f64>,
}

#[grad(hvp)]
impl Pose {
    fn apply(&self, p: &Vector3<f64>) -> Vector3<f64> {
        self.rot * p + self.trans
    }

    fn error(&self, a: &Vector3<f64>, b: &Vector3<f64>) -> f64 {
        let r = self.apply(a) - b;
        r.dot(&r)
    }
}

/// An edge of a graph of poses.
#[grad(hvp)]
fn edge(a: &Pose, b: &Pose, #[constant] turn: &UnitQuaternion<f64>, #[constant] way: &Vector3<f64>) -> f64 {
    let turned = turn.inverse() * (a.rot.inverse() * b.rot);
    let moved = a.rot.inverse() * (b.trans - a.trans);
    (moved - way).norm_squared() + 4.0 * turned.imag().norm_squared() + a.error(&b.trans, &a.trans)
}

#[test]
fn poses() {
    let a = Pose { rot: UnitQuaternion::from_euler_angles(0.1, -0.2, 0.3), trans: Vector3::new(0.1, 0.2, 2.0) };
    let b = Pose { rot: UnitQuaternion::from_euler_angles(0.3, -0.1, 0.2), trans: Vector3::new(0.5, 0.1, 1.0) };
    check!(
        edge(
            &a,
            &b,
            #[constant]
            &a.rot,
            #[constant]
            &b.trans
        ),
        hvp
    );
}
