//! Tuples, integers, a reference, and a tuple as the result.

type Tangent = ((f64, ()), f64);

pub fn mixed(p: ((f64, i32), f64), q: &f64, n: u8) -> (f64, (bool, f64)) {
    let ((a, k), b) = p;
    (a * b * f64::from(n), (k > 0, b * q))
}

pub fn mixed_jvp(
    p: ((f64, i32), f64),
    q: &f64,
    n: u8,
    p_dot: Tangent,
    q_dot: &f64,
) -> ((f64, (bool, f64)), (f64, ((), f64))) {
    let ((a, _), b) = p;
    let ((a_dot, ()), b_dot) = p_dot;
    let first = (a_dot * b + a * b_dot) * f64::from(n);
    (mixed(p, q, n), (first, ((), b_dot * q + b * q_dot)))
}

pub fn mixed_vjp(p: ((f64, i32), f64), q: &f64, n: u8, seed: (f64, ((), f64))) -> ((f64, (bool, f64)), (Tangent, f64)) {
    let ((a, _), b) = p;
    let (first, ((), second)) = seed;
    let a_bar = first * b * f64::from(n);
    let b_bar = first * a * f64::from(n) + second * q;
    (mixed(p, q, n), (((a_bar, ()), b_bar), second * b))
}

pub fn mixed_vjp_into(
    p: ((f64, i32), f64),
    q: &f64,
    n: u8,
    seed: (f64, ((), f64)),
    p_bar: &mut Tangent,
    q_bar: &mut f64,
) -> (f64, (bool, f64)) {
    let (value, (((a, ()), b), q)) = mixed_vjp(p, q, n, seed);
    p_bar.0.0 += a;
    p_bar.1 += b;
    *q_bar += q;
    value
}

pub const POINTS: &[(((f64, i32), f64), f64, u8)] = &[(((1.3, 2), 0.4), -0.6, 3)];
