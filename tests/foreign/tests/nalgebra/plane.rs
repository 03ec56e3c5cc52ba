//! Poses of the plane, and what is inside of a unit.

use autodiff::{Differentiable, check, grad};
use nalgebra::{
    Isometry2, Isometry3, Point2, Point3, Quaternion, Rotation2, UnitComplex, UnitQuaternion, Vector2, Vector3,
};

#[derive(Clone, Debug, Differentiable)]
struct Edge {
    seen: Isometry2<f64>,
    weight: f64,
}

#[grad(hvp)]
impl Edge {
    fn chi2(&self, a: &Isometry2<f64>, b: &Isometry2<f64>) -> f64 {
        let d = self.seen.inverse() * (a.inverse() * b);
        let e = Vector3::new(d.translation.x, d.translation.y, d.rotation.angle());
        self.weight * e.norm_squared()
    }
}

#[grad(hvp)]
fn moved(a: &Isometry2<f64>, b: &Isometry2<f64>, v: &Vector2<f64>) -> f64 {
    let d = a.inv_mul(b);
    let p = d.transform_point(&Point2::from(*v));
    let back = a.inverse_transform_point(&p);
    let turned = a.transform_vector(v) + b.inverse_transform_vector(v);
    let m = d.to_homogeneous();
    back.coords.dot(&turned) + m[(0, 2)] * m[(1, 0)] + d.rotation.cos_angle() * d.rotation.sin_angle()
}

#[grad(hvp)]
fn turned(q: &UnitComplex<f64>, r: &Rotation2<f64>, v: &Vector2<f64>) -> f64 {
    let p = q.transform_point(&Point2::from(*v)) + r.inverse_transform_vector(v);
    let w = q.inverse_transform_vector(&q.transform_vector(v));
    p.coords.dot(&w) * r.angle() + q.re * q.im + q.angle_to(&UnitComplex::new(0.3)) + q.to_rotation_matrix().angle()
}

#[grad(hvp)]
fn in_space(a: &Isometry3<f64>, b: &Isometry3<f64>) -> f64 {
    let d = a.inv_mul(b);
    d.translation.vector.norm_squared() + d.rotation.angle() * d.transform_point(&Point3::new(1.0, 0.3, 0.2)).x
}

#[grad(hvp)]
fn inside(q: &UnitQuaternion<f64>, w: &Vector3<f64>) -> f64 {
    let rate = q.quaternion() * Quaternion::from_imag(*w) * 0.5;
    let parts = q.as_ref();
    rate.norm() + q.coords.norm_squared() * q.i + parts.j * parts.w + q.quaternion().vector().dot(w)
}

#[test]
fn the_plane() {
    let (a, b) = (Isometry2::new(Vector2::new(0.3, 0.7), 0.6), Isometry2::new(Vector2::new(-0.3, 0.1), 0.2));
    let (v, w) = (Vector2::new(0.7, -1.2), Vector3::new(0.7, -1.2, 0.4));
    let edge = Edge { seen: Isometry2::new(Vector2::new(0.1, 0.2), 0.3), weight: 2.0 };
    check!(Edge::chi2(&edge, &a, &b), hvp);
    check!(moved(&a, &b, &v), hvp);
    check!(turned(&UnitComplex::new(0.5), &Rotation2::new(0.4), &v), hvp);
    check!(in_space(&Isometry3::new(w, w * 0.3), &Isometry3::new(w * 0.2, Vector3::new(0.2, -0.5, 0.4))), hvp);
    check!(inside(&UnitQuaternion::from_euler_angles(0.3, -0.4, 0.8), &w), hvp);
}
