//! A call is no border: an infinite derivative that meets a helper gives what it
//! would give if the helper were written out.
//!
//! Each function is written twice, once with its helpers inlined. Both modes of
//! both give the same numbers at first order, where a derivative on the way is
//! infinite; the Hessian-vector products have the same gradient.

#![allow(clippy::eq_op, reason = "a derivative is taken away from itself")]

use autodiff::grad;

#[grad(hvp)]
fn mul(a: f64, b: f64) -> f64 {
    a * b
}

#[grad(hvp)]
fn lerp(a: f64, b: f64, t: f64) -> f64 {
    a + (b - a) * t
}

#[grad(hvp)]
fn same(a: f64) -> f64 {
    a
}

#[grad(hvp)]
fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[grad(hvp)]
fn dot3(a: [f64; 3], b: &[f64; 3]) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

#[grad(hvp)]
fn halves(x: &[f64]) -> f64 {
    if x.len() == 1 { x[0] * x[0] } else { halves(&x[..x.len() / 2]) + halves(&x[x.len() / 2..]) }
}

#[grad(hvp)]
fn sum_and_product(a: f64, b: f64) -> (f64, f64) {
    (a + b, a * b)
}

#[grad(hvp)]
fn squares(x: &[f64]) -> Vec<f64> {
    x.iter().map(|x| x * x).collect()
}

#[grad(hvp)]
fn power(x: f64, n: u32) -> f64 {
    if n == 0 { 1.0 } else { x * power(x, n - 1) }
}

#[grad(hvp)]
fn norm(x: &[f64]) -> f64 {
    dot(x, x).sqrt()
}

#[grad(hvp)]
fn scale_all(a: &mut [f64], k: f64) {
    for a in a.iter_mut() {
        *a *= k;
    }
}

/// Pairs of functions of one variable, and the derivative of both.
macro_rules! pairs {
    ($($name:ident($x:ident) $called:block $written:block $($at:expr => $expected:expr),+;)*) => {$(
        mod $name {
            use super::*;

            #[grad(hvp)]
            fn called($x: f64) -> f64 $called

            #[grad(hvp)]
            fn written($x: f64) -> f64 $written

            #[test]
            fn $name() {
                for (x, expected) in [$(($at, f64::from($expected))),+] {
                    let one = std::hint::black_box(1.0);
                    let written = [written_jvp(x, one).1, written_grad(x), written_vjp(x, one).1, written_hvp(x, one).0];
                    let called = [called_jvp(x, one).1, called_grad(x), called_vjp(x, one).1, called_hvp(x, one).0];
                    assert!(written.iter().all(|d| *d == expected), "written out at {x}: {written:?}");
                    assert!(called.iter().all(|d| *d == expected), "called at {x}: {called:?}");
                }
            }
        }
    )*};
}

const INF: f64 = f64::INFINITY;

pairs! {
    product(x) { mul(x.sqrt(), x) } { x.sqrt() * x } 0.0 => 0.0, 4.0 => 3.0;
    product_of_roots(x) { mul(x.sqrt(), 2.0) } { x.sqrt() * 2.0 } 0.0 => INF, 4.0 => 0.5;
    interpolation(x) { lerp(x.sqrt(), x, 1.0) } { let (a, t) = (x.sqrt(), 1.0); a + (x - a) * t } 0.0 => 1.0;
    identity(x) { let r = x.sqrt(); same(r) - same(r) + x } { let r = x.sqrt(); r - r + x } 0.0 => 1.0;
    negated(x) { mul(-x.sqrt(), 2.0) + mul(3.0, -x.sqrt()) } { -x.sqrt() * 2.0 + 3.0 * -x.sqrt() } 4.0 => -1.25;
    nested(x) { mul(same(mul(x.sqrt(), 1.0)), mul(x, x)) } { x.sqrt() * (x * x) } 0.0 => 0.0;
    on_slices(x) { let a = [x, x * x]; dot(&a, &a).sqrt() } { let (a, b) = (x, x * x); (a * a + b * b).sqrt() } 0.0 => 0.0;
    on_arrays(x) { let a = [x, x * x, x + x]; dot3(a, &a).sqrt() } { let (a, b, c) = (x, x * x, x + x); (a * a + b * b + c * c).sqrt() } 0.0 => 0.0;
    recursive(x) { halves(&[x, x, x * x]).sqrt() } { (x * x + (x * x + (x * x) * (x * x))).sqrt() } 0.0 => 0.0;
    steep_in_slice(x) { let a = [x, x + 1.0]; dot(&a, &[1.0, 0.0]).sqrt() } { x.sqrt() } 0.0 => INF, 4.0 => 0.25;
    several(x) { let (s, p) = sum_and_product(x, x * x); s.sqrt() * p + p.sqrt() } { let (s, p) = (x + x * x, x * (x * x)); s.sqrt() * p + p.sqrt() } 0.0 => 0.0;
    in_recursion(x) { power(x, 3).sqrt() } { (x * (x * (x * 1.0))).sqrt() } 0.0 => 0.0;
    of_a_norm(x) { norm(&[x, 2.0 * x]) + x } { (x * x + (2.0 * x) * (2.0 * x)).sqrt() + x } 0.0 => 1.0;
    in_place(x) { let mut a = [x, x]; scale_all(&mut a, x); (a[0] + a[1]).sqrt() } { (x * x + x * x).sqrt() } 0.0 => 0.0;
    of_vectors(x) { let s = squares(&[x, x]); (s[0] + s[1]).sqrt() } { (x * x + x * x).sqrt() } 0.0 => 0.0;
}
