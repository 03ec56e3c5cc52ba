//! Vectors: products, norms, components.

use autodiff::{check, grad};
use nalgebra::{Vector2, Vector3};

#[grad(hvp)]
fn mixed(a: &Vector3<f64>, b: &Vector3<f64>) -> f64 {
    a.dot(b) + (a - b).norm()
}

#[test]
fn products_and_norms() {
    check!(mixed(&Vector3::new(1.0, 2.0, -0.5), &Vector3::new(0.3, -0.7, 1.1)), hvp);
}

#[grad(hvp)]
fn volume(a: &Vector3<f64>, b: &Vector3<f64>, c: &Vector3<f64>) -> f64 {
    let n = a.cross(b);
    n.dot(c) / n.norm() + n.normalize().component_mul(c).sum() + a.norm_squared()
}

#[test]
fn cross_products() {
    let (a, b) = (Vector3::new(1.0, 2.0, -0.5), Vector3::new(0.3, -0.7, 1.1));
    check!(volume(&a, &b, &Vector3::new(0.2, 0.9, -1.3)), hvp);
}

#[grad(hvp)]
fn made(x: f64, y: f64) -> f64 {
    let v = Vector2::new(x * y, x + y);
    let w = 2.0 * v + v.scale(x) - v / y;
    w.dot(&v) + w.x * v.y
}

#[test]
fn constructors_and_components() {
    check!(made(1.2, 0.7), hvp);
}

type State = Vector3<f64>;

#[grad(hvp)]
fn lorenz(s: &State, p: &[f64; 3]) -> State {
    State::new(p[0] * (s.y - s.x), s.x * (p[1] - s.z) - s.y, s.x * s.y - p[2] * s.z)
}

#[grad(hvp)]
fn shot(s: &State, p: &[f64; 3]) -> f64 {
    let mut s = *s;
    for _ in 0..5 {
        let k1 = lorenz(&s, p);
        let k2 = lorenz(&(s + k1 * 0.005), p);
        s += k2 * 0.01;
    }
    s.norm_squared()
}

#[test]
fn a_system_of_equations() {
    check!(shot(&State::new(1.0, 0.5, 2.0), &[10.0, 28.0, 2.6]), hvp);
}

#[grad(hvp)]
fn assigned(a: &Vector3<f64>, b: &Vector3<f64>, s: f64) -> f64 {
    let mut v = *a - b;
    v += b * s;
    v -= a * 0.5;
    v *= s;
    v /= 1.0 + s;
    let w = -v;
    w.component_div(b).sum() + a.sum() * w.len() as f64
}

#[test]
fn operators_that_assign() {
    check!(assigned(&Vector3::new(1.0, 2.0, -0.5), &Vector3::new(0.3, -0.7, 1.1), 0.8), hvp);
}
