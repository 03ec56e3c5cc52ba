//! Scalars whose type is a parameter: `T: RealField`.

use autodiff::{Differentiable, check, grad};
use nalgebra::{self as na, Matrix3, RealField, Vector2, Vector3};

#[grad(hvp)]
fn logistic<T: RealField + Copy>(x: T, k: T) -> T {
    let half: T = na::convert(0.5);
    let c = T::from_f64(2.5).unwrap();
    (k * x).exp() / (T::one() + (k * x).exp()) - half * x.powi(2) + (c * x / T::pi()).sin() * x.max(T::zero())
}

#[grad(hvp)]
fn energy<T: RealField + Copy>(m: &Matrix3<T>, v: Vector3<T>, k: T) -> T {
    let w = m * v * k;
    if w.norm() > T::one() { w.dot(&v) + w[0] * v.y } else { w.norm_squared() }
}

#[grad(hvp)]
fn total<T>(x: &[T], k: T) -> T
where
    T: na::RealField,
{
    let mut sum = T::zero();
    for a in x {
        sum += a.clone() * k.clone();
    }
    sum.atan2(k)
}

#[test]
fn scalars_of_any_type() {
    let (m, v) = (Matrix3::new(1.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.9), Vector3::new(0.4, 1.2, -0.3));
    check!(logistic(1.3, 0.7), hvp);
    check!(energy(&m, v, 1.3), hvp);
    check!(energy(&m, v, 0.1), hvp);
    check!(total(&[1.3, 0.8], 0.6), hvp);
    assert!((logistic_grad(1.3_f32, 0.7).0 - logistic_grad(1.3, 0.7).0 as f32).abs() < 1e-5);
}

/// A camera over any float.
#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Camera<T: na::Scalar> {
    rotation: Vector3<T>,
    translation: Vector3<T>,
    focal: T,
    k1: T,
    k2: T,
}

#[grad(hvp)]
fn rotate<T: RealField + Copy>(axis_angle: &Vector3<T>, point: &Vector3<T>) -> Vector3<T> {
    let theta2 = axis_angle.dot(axis_angle);
    if theta2 > T::from_f64(1e-12).unwrap() {
        let theta = theta2.sqrt();
        let axis = axis_angle / theta;
        let cross = axis.cross(point);
        point * theta.cos() + cross * theta.sin() + axis * (axis.dot(point) * (T::one() - theta.cos()))
    } else {
        point + axis_angle.cross(point)
    }
}

#[grad(hvp)]
impl<T: RealField + Copy> Camera<T> {
    fn project(&self, point: &Vector3<T>) -> Vector2<T> {
        let p = rotate(&self.rotation, point) + self.translation;
        let p = Vector2::new(-p.x / p.z, -p.y / p.z);
        let r2 = p.norm_squared();
        let distortion = T::one() + r2 * (self.k1 + self.k2 * r2);
        p * (self.focal * distortion)
    }

    fn reprojection_error(&self, point: &Vector3<T>, seen: &Vector2<T>) -> T {
        let residual = self.project(point) - seen;
        residual.norm_squared()
    }
}

#[test]
fn a_camera_over_any_float() {
    let camera = Camera {
        rotation: Vector3::new(0.02, 0.3, -0.01),
        translation: Vector3::new(-0.1, 0.05, -4.0),
        focal: 5.0,
        k1: -0.05,
        k2: 0.002,
    };
    let (point, seen) = (Vector3::new(0.3, 0.4, 0.5), Vector2::new(0.1, 0.2));
    check!(Camera::reprojection_error(&camera, &point, &seen), hvp);
    let single = Camera {
        rotation: camera.rotation.cast(),
        translation: camera.translation.cast(),
        focal: 5.0_f32,
        k1: -0.05,
        k2: 0.002,
    };
    let (of_single, ..) = single.reprojection_error_grad(&point.cast(), &seen.cast());
    let (of_double, ..) = camera.reprojection_error_grad(&point, &seen);
    assert!((f64::from(of_single.focal) - of_double.focal).abs() < 1e-4);
}
