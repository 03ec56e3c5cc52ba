//! `From` and `into` between vectors, arrays and tuples.

use autodiff::{check, grad};
use glam::{DVec2, DVec3};

#[grad(hvp)]
fn made(x: f64, y: f64) -> f64 {
    let v: DVec3 = [x, y, x * y].into();
    let w = DVec3::from((y, x, 1.0));
    let u: DVec2 = (x, y).into();
    v.dot(w) * u.x * u.y
}

#[grad(hvp)]
fn taken_apart(v: DVec3, k: f64) -> f64 {
    let a: [f64; 3] = (v * k).into();
    let (x, y, z): (f64, f64, f64) = v.into();
    a[0] * y * z + a[1] * x
}

#[test]
fn values_are_made_of_others() {
    check!(made(0.3, 0.7));
    check!(taken_apart(DVec3::new(0.3, -0.7, 1.2), 0.7));
}
