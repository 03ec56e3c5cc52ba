//! Simpson's rule over any function, and a root finder.

use autodiff::{check, grad};

#[grad(hvp)]
fn simpson<F: Fn(f64) -> f64>(f: F, a: f64, b: f64, n: usize) -> f64 {
    let h = (b - a) / n as f64;
    let mut sum = f(a) + f(b);
    for i in 1..n {
        let weight = if i % 2 == 0 { 2.0 } else { 4.0 };
        sum += weight * f(a + i as f64 * h);
    }
    sum * h / 3.0
}

/// The time that a pendulum takes, of a length and let go at an angle.
#[grad(hvp)]
fn period(length: f64, angle: f64) -> f64 {
    let k = (angle / 2.0).sin();
    let integral = simpson(|t| 1.0 / (1.0 - (k * t.sin()).powi(2)).sqrt(), 0.0, std::f64::consts::FRAC_PI_2, 64);
    4.0 * (length / 9.81).sqrt() * integral
}

/// A root by the method of secants.
#[grad(hvp)]
fn secant<F: Fn(f64) -> f64>(f: F, mut a: f64, mut b: f64) -> f64 {
    let (mut at_a, mut at_b) = (f(a), f(b));
    for _ in 0..50 {
        if (b - a).abs() < 1e-13 || at_b == at_a {
            break;
        }
        let next = b - at_b * (b - a) / (at_b - at_a);
        (a, at_a) = (b, at_b);
        b = next;
        at_b = f(b);
    }
    b
}

#[grad(hvp)]
fn cube_root(p: f64) -> f64 {
    secant(|x| x * x * x - p, 1.0, 2.0)
}

#[grad(hvp)]
fn density(x: f64) -> f64 {
    (-0.5 * x * x).exp() / std::f64::consts::TAU.sqrt()
}

/// The probability that a normal variable is below `x`.
#[grad(hvp)]
fn probability(x: f64) -> f64 {
    0.5 + simpson(density, 0.0, x, 64)
}

/// Where a function has a value, by Newton's method.
#[grad(hvp)]
fn inverse(f: fn(f64) -> f64, slope: fn(f64) -> f64, value: f64) -> f64 {
    let mut x = 0.0;
    for _ in 0..40 {
        let step = (f(x) - value) / slope(x);
        x -= step;
        if step.abs() < 1e-14 {
            break;
        }
    }
    x
}

#[grad(hvp)]
fn quantile(p: f64) -> f64 {
    inverse(probability, density, p)
}

pub(crate) fn run() {
    check!(period(1.0, 0.8), hvp);
    check!(cube_root(2.0));
    check!(quantile(0.9), hvp);
    let (along_length, along_angle) = period_grad(1.0, 0.8);
    println!("  period of a pendulum     {:.6} s, along its length {along_length:.6}", period(1.0, 0.8));
    println!("                           along the angle {along_angle:.6}");
    println!("  quantile of 0.9          {:.6}, along it {:.6}", quantile(0.9), quantile_grad(0.9));
    assert!((cube_root_grad(2.0) - 2.0_f64.powf(-2.0 / 3.0) / 3.0).abs() < 1e-12);
}
