//! Vectors, matrices and quaternions of the crate `glam`.
#![allow(missing_docs, clippy::all, clippy::pedantic, reason = "written as people write it")]

#[path = "glam/arms.rs"]
mod arms;
#[path = "glam/conversions.rs"]
mod conversions;
#[path = "glam/programs.rs"]
mod programs;

use autodiff::{Differentiable, grad};
use autodiff_tests::{data, modes};
use glam::{DMat2, DMat3, DMat4, DQuat, DVec2, DVec3, DVec4, Mat3, Quat, Vec3, Vec3A};

#[derive(Clone, Debug, Differentiable)]
struct Two {
    a: DVec3,
    b: DVec3,
    k: f64,
}

fn two() -> Two {
    Two { a: DVec3::new(0.7, -1.2, 0.4), b: DVec3::new(-0.3, 0.8, 1.5), k: 0.6 }
}

#[grad(hvp)]
fn operators(of: &Two) -> f64 {
    let (a, b): (DVec3, DVec3) = (of.a, of.b);
    let sum: DVec3 = (a + b) * of.k - b / of.k + of.k * a - (-b);
    let each: DVec3 = a * b + a / b;
    let shifted: DVec3 = (a + of.k) - 2.0;
    sum.dot(each) + shifted.x * sum.y + each.z
}

#[grad(hvp)]
fn methods(of: &Two) -> f64 {
    let across: DVec3 = of.a.cross(of.b);
    let unit: DVec3 = of.a.normalize();
    let between: DVec3 = of.a.lerp(of.b, of.k);
    let made = DVec3::new(of.k, 2.0, of.k * of.k);
    let same = DVec3::splat(of.k);
    across.length() * of.a.distance(of.b)
        + unit.dot(between)
        + made.dot(across)
        + same.length_squared()
        + of.b.distance_squared(between)
        + between.element_sum() * unit.dot(DVec3::X)
}

#[grad(hvp)]
fn assigned(of: &Two) -> f64 {
    let mut sum: DVec3 = DVec3::ZERO;
    for i in 0..3 {
        sum += of.a * of.k;
        sum *= of.k;
        sum -= of.b / (1.0 + i as f64);
        sum *= of.a;
        sum /= 1.0 + of.k;
    }
    sum.y += of.k;
    sum.dot(of.b) + sum.x * sum.y
}

#[test]
fn vectors() {
    data::agree(
        "operators",
        &modes!(operators, operators_jvp, operators_grad, operators_hvp, |at: Two, dot| (at), (dot)),
        &two(),
    );
    data::agree(
        "methods",
        &modes!(methods, methods_jvp, methods_grad, methods_hvp, |at: Two, dot| (at), (dot)),
        &two(),
    );
    data::agree(
        "assigned",
        &modes!(assigned, assigned_jvp, assigned_grad, assigned_hvp, |at: Two, dot| (at), (dot)),
        &two(),
    );
}

#[grad(hvp)]
fn planar(a: &DVec2, m: &DMat2, k: f64) -> f64 {
    let b: DVec2 = *m * *a;
    let n: DMat2 = m.inverse();
    let c: DVec2 = n.transpose().mul_vec2(b) * k;
    c.length() + b.x * c.y + m.determinant() + (*a).dot(DVec2::new(k, 1.0))
}

#[grad(hvp)]
fn spatial(a: &DVec3, m: &DMat3, k: f64) -> f64 {
    let b: DVec3 = *m * *a;
    let n: DMat3 = m.inverse() * k + *m * *m - k * *m;
    let c: DVec3 = n * b;
    let d = DMat3::from_cols(b, c, *a);
    c.dot(b) + m.determinant() + d.determinant()
}

#[grad(hvp)]
fn projective(p: &DVec3, m: &DMat4, k: f64) -> f64 {
    let q: DVec3 = m.transform_point3(*p);
    let t: DVec3 = m.transform_vector3(q) * k;
    let n: DMat4 = m.inverse();
    let w = DVec4::new(q.x, q.y, k, 1.0);
    let v: DVec4 = n * w;
    q.dot(t) + v.length() + m.determinant() * k
}

#[test]
fn matrices() {
    let m = DMat2::from_cols_array(&[1.2, 0.3, -0.4, 0.9]);
    data::agree(
        "planar",
        &modes!(
            planar,
            planar_jvp,
            planar_grad,
            planar_hvp,
            |at: (DVec2, DMat2, f64), dot| (&at.0, &at.1, at.2),
            (&dot.0, &dot.1, dot.2)
        ),
        &(DVec2::new(0.4, -0.8), m, 1.3),
    );
    let m = DMat3::from_cols_array(&[1.2, 0.3, -0.4, 0.9, -0.7, 0.2, 0.1, 0.5, 1.4]);
    data::agree(
        "spatial",
        &modes!(
            spatial,
            spatial_jvp,
            spatial_grad,
            spatial_hvp,
            |at: (DVec3, DMat3, f64), dot| (&at.0, &at.1, at.2),
            (&dot.0, &dot.1, dot.2)
        ),
        &(two().a, m, 1.3),
    );
    let m =
        DMat4::from_cols_array(&[1.2, 0.3, -0.4, 0.2, 0.9, -0.7, 0.2, 0.1, 0.1, 0.5, 1.4, -0.3, 0.6, 0.2, 0.4, 1.1]);
    data::agree(
        "projective",
        &modes!(
            projective,
            projective_jvp,
            projective_grad,
            projective_hvp,
            |at: (DVec3, DMat4, f64), dot| (&at.0, &at.1, at.2),
            (&dot.0, &dot.1, dot.2)
        ),
        &(two().a, m, 0.8),
    );
}

#[grad(hvp)]
fn turned(p: &DQuat, q: &DQuat, v: &DVec3, t: f64) -> f64 {
    let axis: DVec3 = v.normalize();
    let r: DQuat = DQuat::from_axis_angle(axis, t) * p.normalize();
    let s: DQuat = r * q.conjugate() * DQuat::from_rotation_x(t) * DQuat::from_rotation_y(2.0 * t);
    let u: DVec3 = s * *v;
    let m: DMat3 = DMat3::from_quat(s) * DMat3::from_rotation_z(t);
    let w: DVec3 = r.mul_vec3(m * u);
    let made = DQuat::from_xyzw(t, w.x, 1.0, w.y);
    w.x * w.y + w.z + s.dot(r) + q.length() + made.length()
}

#[test]
fn quaternions() {
    let (p, q) = (DQuat::from_xyzw(0.1, 0.5, -0.4, 0.8), DQuat::from_xyzw(-0.3, 0.2, 0.6, 0.9));
    data::agree(
        "turned",
        &modes!(
            turned,
            turned_jvp,
            turned_grad,
            turned_hvp,
            |at: (DQuat, DQuat, DVec3, f64), dot| (&at.0, &at.1, &at.2, at.3),
            (&dot.0, &dot.1, &dot.2, dot.3)
        ),
        &(p, q, two().b, 0.7),
    );
}

#[derive(Clone, Debug, Differentiable)]
struct Camera {
    rotation: DQuat,
    position: DVec3,
    focal: f64,
}

/// How far the image of points is from where they were seen.
#[grad(hvp)]
fn reprojection(camera: &Camera, points: &[DVec3], #[constant] seen: &[DVec2]) -> f64 {
    let mut cost = 0.0;
    let turn: DQuat = camera.rotation.normalize();
    for i in 0..points.len() {
        let local: DVec3 = turn * (points[i] - camera.position);
        let image: DVec2 = DVec2::new(local.x / local.z, local.y / local.z) * camera.focal;
        cost += image.distance_squared(seen[i]);
    }
    cost
}

#[test]
fn a_camera() {
    let camera =
        Camera { rotation: DQuat::from_xyzw(0.1, -0.05, 0.2, 0.9), position: DVec3::new(0.2, -0.1, -4.0), focal: 1.5 };
    let points = vec![two().a, two().b, DVec3::new(1.0, 0.5, -0.7)];
    data::agree(
        "reprojection",
        &modes!(
            reprojection,
            reprojection_jvp,
            reprojection_grad,
            reprojection_hvp,
            |at: (Camera, Vec<DVec3>), dot| (&at.0, &at.1, &[DVec2::new(0.1, 0.2), DVec2::new(-0.3, 0.4), DVec2::ZERO]),
            (&dot.0, &dot.1)
        ),
        &(camera, points),
    );
}

/// How far a ray goes to a smooth union of two spheres, by sphere tracing.
#[grad(hvp)]
fn march(centre: &DVec3, radius: f64, towards: &DVec3) -> f64 {
    let direction: DVec3 = towards.normalize();
    let mut along = 0.0;
    for _ in 0..12 {
        let at: DVec3 = direction * along;
        let one: f64 = at.distance(*centre) - radius;
        let other: f64 = (at - DVec3::new(0.5, 0.0, 3.0)).length() - 0.4;
        along += -((-4.0 * one).exp() + (-4.0 * other).exp()).ln() / 4.0;
    }
    along
}

#[test]
fn a_ray() {
    data::agree(
        "march",
        &modes!(
            march,
            march_jvp,
            march_grad,
            march_hvp,
            |at: (DVec3, f64, DVec3), dot| (&at.0, at.1, &at.2),
            (&dot.0, dot.1, &dot.2)
        ),
        &(DVec3::new(0.1, -0.2, 3.0), 0.9, DVec3::new(0.1, 0.05, 1.0)),
    );
}

#[grad]
fn single(a: &Vec3, q: &Quat, m: &Mat3, e: &Vec3A) -> f32 {
    let b: Vec3 = *q * *a;
    let c: Vec3 = *m * b;
    c.dot(*a) + e.length_squared()
}

#[test]
fn single_precision() {
    let (a, q) = (Vec3::new(1.0, 2.0, 3.0), Quat::IDENTITY);
    let (a_bar, q_bar, m_bar, e_bar) = single_grad(&a, &q, &Mat3::IDENTITY, &Vec3A::new(1.0, 0.0, 2.0));
    assert_eq!((a_bar, m_bar), (a * 2.0, Mat3::from_cols(a, a * 2.0, a * 3.0)));
    assert_eq!((q_bar.w, e_bar), (28.0, Vec3A::new(2.0, 0.0, 4.0)));
}
