//! An argument that is changed, and of which the result depends.

pub fn in_out(x: &mut [f64], a: f64) -> f64 {
    let result = x[0] * a;
    x[0] *= x[1];
    result
}

pub fn in_out_jvp(x: &mut [f64], a: f64, x_dot: &mut [f64], a_dot: f64) -> (f64, f64) {
    let tangent = x_dot[0] * a + x[0] * a_dot;
    x_dot[0] = x_dot[0] * x[1] + x[0] * x_dot[1];
    (in_out(x, a), tangent)
}

pub fn in_out_vjp(x: &mut [f64], a: f64, seed: f64, x_bar: &mut [f64]) -> (f64, f64) {
    let mut a_bar = 0.0;
    let value = in_out_vjp_into(x, a, seed, x_bar, &mut a_bar);
    (value, a_bar)
}

pub fn in_out_vjp_into(x: &mut [f64], a: f64, seed: f64, x_bar: &mut [f64], a_bar: &mut f64) -> f64 {
    *a_bar += x[0] * seed;
    x_bar[1] += x[0] * x_bar[0];
    x_bar[0] = x[1] * x_bar[0] + a * seed;
    in_out(x, a)
}

pub fn in_out_grad(x: &mut [f64], a: f64) -> (Vec<f64>, f64) {
    let mut x_bar = vec![0.0; x.len()];
    let (_, a_bar) = in_out_vjp(x, a, 1.0, &mut x_bar);
    (x_bar, a_bar)
}

pub fn in_out_value_and_grad(x: &mut [f64], a: f64) -> (f64, (Vec<f64>, f64)) {
    let mut x_bar = vec![0.0; x.len()];
    let (value, a_bar) = in_out_vjp(x, a, 1.0, &mut x_bar);
    (value, (x_bar, a_bar))
}

pub fn in_out_grad_into(x: &mut [f64], a: f64, x_grad: &mut [f64], a_grad: &mut f64) -> f64 {
    x_grad.fill(0.0);
    *a_grad = 0.0;
    in_out_vjp_into(x, a, 1.0, x_grad, a_grad)
}

pub const POINTS: &[(&[f64], f64)] = &[(&[1.3, -0.4], 0.7)];
