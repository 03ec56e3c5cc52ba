//! Isometries of their parts, turns that are composed in place, columns and rows.

use autodiff::{Differentiable, check, grad};
use nalgebra::{Isometry3, Matrix2x3, Point3, Translation3, Unit, UnitQuaternion, Vector3};

#[derive(Clone, Debug, Differentiable)]
struct Link {
    length: f64,
    offset: Vector3<f64>,
    axis: Unit<Vector3<f64>>,
}

#[grad(hvp)]
impl Link {
    fn pose(&self, angle: f64) -> Isometry3<f64> {
        Isometry3::from_parts(
            Translation3::new(0.0, 0.1, self.length),
            UnitQuaternion::from_axis_angle(&self.axis, angle),
        )
    }

    fn slid(&self, by: f64) -> Isometry3<f64> {
        let along = self.axis.clone().into_inner() * by + self.offset;
        Isometry3::from_parts(Translation3::from(along), UnitQuaternion::identity())
    }
}

#[grad(hvp)]
fn tip(link: &Link, angle: f64, by: f64) -> f64 {
    let pose = link.pose(angle) * link.slid(by);
    let p = pose * Point3::new(by, 0.2, angle);
    p.x * p.y + pose.translation.vector.norm_squared() * p.z
}

#[grad(hvp)]
fn turned(q: &UnitQuaternion<f64>, rate: f64, v: &Vector3<f64>) -> f64 {
    let mut q = *q;
    q *= UnitQuaternion::from_axis_angle(&Vector3::z_axis(), rate);
    let w = q * v;
    w.x * w.z + Point3::from(w).y
}

#[grad(hvp)]
fn lines(m: &Matrix2x3<f64>, j: usize) -> f64 {
    let c = m.column(j);
    let r = m.row(1);
    c.dot(&m.column(0)) + r.norm_squared() * c.norm() + r.transpose().sum()
}

#[test]
fn made_of_parts() {
    let axis = Unit::new_normalize(Vector3::new(0.1, 0.9, -0.3));
    let link = Link { length: 0.7, offset: Vector3::new(0.1, 0.3, 0.2), axis };
    check!(tip(&link, 0.4, 0.3), hvp);
    let q = UnitQuaternion::from_euler_angles(0.1, 0.2, 0.3);
    check!(turned(&q, 0.3, &Vector3::new(0.3, 0.4, 0.5)), hvp);
    check!(lines(&Matrix2x3::new(0.1, 0.2, 0.7, 0.4, 0.5, 0.6), 2), hvp);
}
