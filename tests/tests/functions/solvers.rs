//! Numerical methods over any function.

use autodiff::grad;
use autodiff_tests::data::agree;
use autodiff_tests::modes;

#[grad(hvp)]
pub(crate) fn simpson(f: impl Fn(f64) -> f64, a: f64, b: f64, n: usize) -> f64 {
    let h = (b - a) / n as f64;
    let mut sum = f(a) + f(b);
    for i in 1..n {
        let weight = if i % 2 == 1 { 4.0 } else { 2.0 };
        sum += weight * f(a + i as f64 * h);
    }
    sum * h / 3.0
}

#[grad(hvp)]
fn wave(k: f64, a: f64, b: f64) -> f64 {
    simpson(|x| (k * x).sin(), a, b, 8)
}

#[test]
fn quadrature() {
    let modes = modes!(
        wave,
        wave_jvp,
        wave_grad,
        wave_hvp,
        |at: (f64, f64, f64), dot| (at.0, at.1, at.2),
        (dot.0, dot.1, dot.2)
    );

    agree("simpson", &modes, &(1.3, 0.2, 1.7));
}

/// A root by Newton's method, with the derivative by a difference.
#[grad(hvp)]
fn secant(f: &dyn Fn(f64) -> f64, x: f64) -> f64 {
    let mut a = x;
    let mut b = x + 0.5;
    for _ in 0..12 {
        let (fa, fb) = (f(a), f(b));
        if (fb - fa).abs() < 1e-14 {
            break;
        }
        let next = b - fb * (b - a) / (fb - fa);
        a = b;
        b = next;
    }
    b
}

#[grad(hvp)]
fn root(p: f64, q: f64) -> f64 {
    secant(&|x| x * x * x + p * x - q, 1.0)
}

#[test]
fn roots() {
    let modes = modes!(root, root_jvp, root_grad, root_hvp, |at: (f64, f64), dot| (at.0, at.1), (dot.0, dot.1));
    let gradient = root_grad(1.0, 3.0);
    let x = root(1.0, 3.0);
    assert!((gradient.1 - 1.0 / (3.0 * x * x + 1.0)).abs() < 1e-6, "{gradient:?}");
    let _ = modes;
}

#[grad(hvp)]
fn bisection(f: &impl Fn(f64) -> f64, low: f64, high: f64) -> f64 {
    let (mut low, mut high) = (low, high);
    for _ in 0..4 {
        let middle = 0.5 * (low + high);
        if f(middle) > 0.0 {
            high = middle;
        } else {
            low = middle;
        }
    }
    low - f(low) * (high - low) / (f(high) - f(low))
}

#[grad(hvp)]
fn bracketed(p: f64, low: f64, high: f64) -> f64 {
    bisection(&|x| x.exp() - p * x - 2.0, low, high)
}

#[test]
fn brackets() {
    let modes = modes!(
        bracketed,
        bracketed_jvp,
        bracketed_grad,
        bracketed_hvp,
        |at: (f64, f64, f64), dot| (at.0, at.1, at.2),
        (dot.0, dot.1, dot.2)
    );
    agree("bisection", &modes, &(0.7, 0.0, 2.5));
}

#[grad(hvp)]
fn rk4<F>(f: F, t: f64, y: &[f64], h: f64) -> Vec<f64>
where
    F: Fn(f64, &[f64]) -> Vec<f64>,
{
    let k1 = f(t, y);
    let y1: Vec<f64> = y.iter().zip(&k1).map(|(y, k)| y + 0.5 * h * k).collect();
    let k2 = f(t + 0.5 * h, &y1);
    let y2: Vec<f64> = y.iter().zip(&k2).map(|(y, k)| y + 0.5 * h * k).collect();
    let k3 = f(t + 0.5 * h, &y2);
    let y3: Vec<f64> = y.iter().zip(&k3).map(|(y, k)| y + h * k).collect();
    let k4 = f(t + h, &y3);
    let mut next = y.to_vec();
    for i in 0..next.len() {
        next[i] += h / 6.0 * (k1[i] + 2.0 * k2[i] + 2.0 * k3[i] + k4[i]);
    }
    next
}

#[grad(hvp)]
fn pendulum(g: f64, y0: &[f64], h: f64) -> f64 {
    let mut y = y0.to_vec();
    for i in 0..5 {
        y = rk4(|t: f64, y: &[f64]| vec![y[1], -g * y[0].sin() + 0.1 * t], i as f64 * h, &y, h);
    }
    y[0] * y[0] + y[1]
}

#[test]
fn runge_kutta() {
    let modes = modes!(
        pendulum,
        pendulum_jvp,
        pendulum_grad,
        pendulum_hvp,
        |at: (f64, Vec<f64>, f64), dot| (at.0, &at.1, at.2),
        (dot.0, &dot.1, dot.2)
    );
    agree("rk4", &modes, &(9.81, vec![0.4, 0.1], 0.05));
}

#[grad(hvp)]
fn twice(f: fn(f64) -> f64, x: f64) -> f64 {
    f(f(x))
}

#[grad(hvp)]
fn square(x: f64) -> f64 {
    x * x
}

#[grad(hvp)]
fn fourth(x: f64) -> f64 {
    twice(|x| square(x), x) + twice(|x| x.sin(), x)
}

#[test]
fn pointers() {
    let modes = modes!(fourth, fourth_jvp, fourth_grad, fourth_hvp, |at: f64, dot| (*at), (*dot));
    agree("twice", &modes, &1.3);
}

/// The integral over a part, and over both halves of it where they differ.
#[grad(hvp)]
fn adaptive<F: Fn(f64) -> f64>(f: &F, a: f64, b: f64, depth: usize) -> f64 {
    let m = 0.5 * (a + b);
    if depth == 0 {
        return (b - a) / 6.0 * (f(a) + 4.0 * f(m) + f(b));
    }
    adaptive(f, a, m, depth - 1) + adaptive(f, m, b, depth - 1)
}

#[grad(hvp)]
fn nested(k: f64, b: f64) -> f64 {
    let inner = |x: f64| adaptive(&|y| (k * x * y).sin(), 0.0, x, 1);
    adaptive(&inner, 0.0, b, 2)
}

#[test]
fn recursion_and_closures_in_closures() {
    let modes = modes!(nested, nested_jvp, nested_grad, nested_hvp, |at: (f64, f64), dot| (at.0, at.1), (dot.0, dot.1));
    agree("nested", &modes, &(0.9, 1.2));
}
