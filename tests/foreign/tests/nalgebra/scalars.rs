//! Scalars whose type is a parameter: `T: RealField`.

use autodiff::{check, grad};
use nalgebra::{self as na, Matrix3, RealField, Vector3};

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
