//! `From` and `into` between vectors, points, translations and arrays; components of units that functions make.

use autodiff::{Differentiable, check, grad};
use nalgebra::{DVector, Point3, Translation3, UnitQuaternion, UnitVector3, Vector2, Vector3};

#[grad(hvp)]
fn of_arrays(x: f64, y: f64) -> f64 {
    let v: Vector3<f64> = [x, y, x * y].into();
    let w = Vector2::from([y, x * x]);
    let p: Point3<f64> = [y, x, 0.3].into();
    v.norm() * w.x + p.x * w.y * p.y
}

#[grad(hvp)]
fn to_arrays(v: &Vector3<f64>, k: f64) -> f64 {
    let a: [f64; 3] = (*v * k).into();
    let p = Point3::from(*v);
    let b: [f64; 3] = p.into();
    let t: Translation3<f64> = (*v).into();
    a[0] * b[1] * t.vector.z + a[2]
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct Place {
    at: [f64; 3],
}

#[grad(hvp)]
impl From<Vector3<f64>> for Place {
    fn from(v: Vector3<f64>) -> Self {
        Place { at: [v.x, v.y * v.x, v.z] }
    }
}

#[grad(hvp)]
impl From<Place> for Vector3<f64> {
    fn from(p: Place) -> Self {
        Vector3::new(p.at[0], p.at[1], p.at[2] * p.at[0])
    }
}

#[grad(hvp)]
fn of_ones_own(v: &Vector3<f64>, k: f64) -> f64 {
    let p: Place = (*v).into();
    let w: Vector3<f64> = p.into();
    w.dot(v) * k + Place::from(w).at[1]
}

#[grad(hvp)]
fn components_of_units(v: &Vector3<f64>, angle: f64) -> f64 {
    let u = UnitVector3::new_normalize(*v);
    let q = UnitQuaternion::from_euler_angles(angle, 0.2, 0.3);
    u.z * angle + u.x + q.i * q.w + q.k
}

#[grad(hvp)]
fn of_vectors(x: &[f64], k: f64) -> f64 {
    let v = DVector::from(vec![k, x[0], k * x[1]]);
    let w: DVector<f64> = x.iter().map(|v| v * k).collect::<Vec<f64>>().into();
    v.norm() * w.sum() + w[1] * v[2]
}

#[test]
fn values_are_made_of_others() {
    let v = Vector3::new(0.3, -0.7, 1.2);
    check!(of_arrays(0.3, 0.7));
    check!(of_vectors(&[0.3, 0.7, -0.2], 1.1));
    check!(to_arrays(&v, 0.7));
    check!(of_ones_own(&v, 0.7));
    check!(components_of_units(&v, 0.7));
}
