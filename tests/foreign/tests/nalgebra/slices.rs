//! The elements of vectors and matrices as slices, and operators that are called as methods.

use autodiff::{check, grad};
use nalgebra::{DVector, Matrix2, Vector3};
use std::ops::{AddAssign, MulAssign, SubAssign};

#[grad(hvp)]
fn energy(x: &[f64]) -> f64 {
    x.iter().enumerate().map(|(i, v)| v * v * (i as f64 + 1.0)).sum()
}

#[grad(hvp)]
fn of_parameters(v: &DVector<f64>, w: &Vector3<f64>, m: &Matrix2<f64>) -> f64 {
    energy(v.as_slice()) * energy(w.as_slice()) + m.as_slice()[1] * w.as_slice().iter().sum::<f64>()
}

#[grad(hvp)]
fn of_a_variable(k: f64) -> f64 {
    let v = Vector3::new(k, 2.0 * k, 1.0);
    energy(v.as_slice()) * v.x
}

#[grad]
fn filled(x: &mut [f64], k: f64) {
    for v in x.iter_mut() {
        *v += k * *v;
    }
}

#[grad]
fn changed(x: &[f64], k: f64) -> f64 {
    let mut v = DVector::<f64>::zeros(2);
    v.copy_from_slice(x);
    filled(v.as_mut_slice(), k);
    v[0] * v[1] + v.norm()
}

#[grad]
fn assigned(v: &Vector3<f64>, k: f64) -> f64 {
    let mut a = v * k;
    a.add_assign(v);
    a.mul_assign(k);
    a.sub_assign(&Vector3::new(k, 0.0, 1.0));
    a.norm()
}

#[test]
fn slices() {
    let (v, w) = (DVector::from_vec(vec![0.3, -0.7]), Vector3::new(1.0, 2.0, 0.5));
    check!(of_parameters(&v, &w, &Matrix2::new(0.1, 0.2, 0.3, 0.4)), hvp);
    check!(of_a_variable(0.4), hvp);
    check!(changed(&[0.3, 0.8], 0.4));
    check!(assigned(&w, 0.4));
}
