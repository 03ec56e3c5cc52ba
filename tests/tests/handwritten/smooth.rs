//! A scalar function of two floats with its companions.

pub fn smooth(x: f64, a: f64) -> f64 {
    x * x * a.sin()
}

pub fn smooth_jvp(x: f64, a: f64, x_dot: f64, a_dot: f64) -> (f64, f64) {
    (smooth(x, a), 2.0 * x * a.sin() * x_dot + x * x * a.cos() * a_dot)
}

pub fn smooth_vjp(x: f64, a: f64, seed: f64) -> (f64, (f64, f64)) {
    (smooth(x, a), (2.0 * x * a.sin() * seed, x * x * a.cos() * seed))
}

pub fn smooth_vjp_into(x: f64, a: f64, seed: f64, x_bar: &mut f64, a_bar: &mut f64) -> f64 {
    let (value, cotangents) = smooth_vjp(x, a, seed);
    *x_bar += cotangents.0;
    *a_bar += cotangents.1;
    value
}

pub fn smooth_grad(x: f64, a: f64) -> (f64, f64) {
    smooth_vjp(x, a, 1.0).1
}

pub fn smooth_value_and_grad(x: f64, a: f64) -> (f64, (f64, f64)) {
    smooth_vjp(x, a, 1.0)
}

pub fn smooth_grad_into(x: f64, a: f64, x_grad: &mut f64, a_grad: &mut f64) -> f64 {
    (*x_grad, *a_grad) = smooth_grad(x, a);
    smooth(x, a)
}

pub fn smooth_hvp(x: f64, a: f64, x_dot: f64, a_dot: f64) -> ((f64, f64), (f64, f64)) {
    let (s, c) = a.sin_cos();
    let mixed = 2.0 * x * c;
    (smooth_grad(x, a), (2.0 * s * x_dot + mixed * a_dot, mixed * x_dot - x * x * s * a_dot))
}

pub const POINTS: &[(f64, f64)] = &[(1.3, 0.4), (-0.7, 2.0)];
pub const KINKS: &[(f64, f64)] = &[(0.0, 0.0)];
