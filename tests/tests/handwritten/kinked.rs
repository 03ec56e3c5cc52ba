//! A point at a kink, and one argument, so that cotangents are bare.

pub fn kinked(x: f64) -> f64 {
    x.abs()
}

pub fn kinked_jvp(x: f64, x_dot: f64) -> (f64, f64) {
    (kinked(x), x.signum() * x_dot)
}

pub fn kinked_vjp(x: f64, seed: f64) -> (f64, f64) {
    (kinked(x), x.signum() * seed)
}

pub fn kinked_vjp_into(x: f64, seed: f64, x_bar: &mut f64) -> f64 {
    *x_bar += x.signum() * seed;
    kinked(x)
}

pub fn kinked_grad(x: f64) -> f64 {
    x.signum()
}

pub fn kinked_value_and_grad(x: f64) -> (f64, f64) {
    (kinked(x), x.signum())
}

pub fn kinked_grad_into(x: f64, x_grad: &mut f64) -> f64 {
    *x_grad = x.signum();
    kinked(x)
}

pub fn kinked_hvp(x: f64, _x_dot: f64) -> (f64, f64) {
    (x.signum(), 0.0)
}

pub const POINTS: &[(f64,)] = &[(1e-6,)];
