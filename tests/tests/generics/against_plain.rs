//! Each function stands here twice: over a type parameter, and with a type of std.

use autodiff::{Scalar, grad};
use num_traits::{Float, FloatConst, FromPrimitive};
use std::iter::Sum;

#[grad(hvp)]
fn wave<T: Float>(x: T, y: T) -> T {
    let two = T::from(2).unwrap();
    x * y.sin() + (x / y).sqrt() - two * T::max(x, y).ln()
}

#[grad(hvp)]
fn horner<T: Float, const N: usize>(c: &[T; N], x: T) -> T {
    let mut sum = T::zero();
    for k in c.iter().rev() {
        sum = sum * x + *k;
    }
    sum
}

#[grad(hvp)]
fn rosenbrock<T>(x: &[T]) -> T
where
    T: Float + FromPrimitive + Sum,
{
    x.windows(2).map(|w| T::from_f64(100.0).unwrap() * (w[1] - w[0].powi(2)).powi(2) + (T::one() - w[0]).powi(2)).sum()
}

#[grad(hvp)]
fn logistic<T: Float>(w: &[T], #[constant] x: &[Vec<T>], #[constant] labels: &[bool]) -> T {
    let mut loss = T::zero();
    for (row, &label) in x.iter().zip(labels) {
        let mut z = T::zero();
        for (k, v) in row.iter().enumerate() {
            z = z + w[k] * *v;
        }
        let s = if label { -z } else { z };
        loss = loss + s.exp().ln_1p();
    }
    loss / T::from(labels.len()).unwrap()
}

#[grad(hvp)]
fn normal<T: Float + FloatConst>(x: T) -> T {
    let half = T::from(0.5).unwrap();
    (-half * x * x).exp() / (T::PI() + T::PI()).sqrt()
}

#[grad(hvp)]
fn price<T: Float + FloatConst>(s: T, k: T, r: T, sigma: T, t: T) -> T {
    let d = ((s / k).ln() + (r + sigma.powi(2) / T::from(2.0).unwrap()) * t) / (sigma * t.sqrt());
    let payoff = (s - k * (-r * t).exp()).max(T::zero());
    payoff + s * sigma * t.sqrt() * normal(d)
}

#[grad(hvp)]
fn central<T: Float>(x: &[T], out: &mut [T]) {
    let n = T::from(x.len()).unwrap();
    let mut mean = T::zero();
    for v in x {
        mean = mean + *v / n;
    }
    let mut off = vec![T::zero(); x.len()];
    for i in 0..x.len() {
        off[i] = x[i] - mean;
    }
    out[0] = off.iter().fold(T::zero(), |s, &d| s + d * d) / n;
    out[1] = off.iter().map(|&d| d.powi(3)).fold(mean, |a, b| a + b);
}

#[grad(hvp)]
fn ours<T: autodiff::Real>(x: T, y: &[T]) -> T {
    let mut m = x.max(T::literal(0.5));
    for v in y {
        m += v.sin() * x;
    }
    if m > T::literal(1.0) { m.powi(2) } else { m }
}

/// The same functions at one type.
macro_rules! plain {
    ($module:ident $float:ident $pi:path) => {
        mod $module {
            use autodiff::grad;

            #[grad(hvp)]
            pub(super) fn wave(x: $float, y: $float) -> $float {
                let two = 2.0;
                x * y.sin() + (x / y).sqrt() - two * $float::max(x, y).ln()
            }

            #[grad(hvp)]
            pub(super) fn horner<const N: usize>(c: &[$float; N], x: $float) -> $float {
                let mut sum = 0.0;
                for k in c.iter().rev() {
                    sum = sum * x + *k;
                }
                sum
            }

            #[grad(hvp)]
            pub(super) fn rosenbrock(x: &[$float]) -> $float {
                x.windows(2).map(|w| 100.0 * (w[1] - w[0].powi(2)).powi(2) + (1.0 - w[0]).powi(2)).sum()
            }

            #[grad(hvp)]
            pub(super) fn logistic(w: &[$float], #[constant] x: &[Vec<$float>], #[constant] labels: &[bool]) -> $float {
                let mut loss = 0.0;
                for (row, &label) in x.iter().zip(labels) {
                    let mut z = 0.0;
                    for (k, v) in row.iter().enumerate() {
                        z = z + w[k] * *v;
                    }
                    let s = if label { -z } else { z };
                    loss = loss + s.exp().ln_1p();
                }
                loss / labels.len() as $float
            }

            #[grad(hvp)]
            pub(super) fn normal(x: $float) -> $float {
                let half = 0.5;
                (-half * x * x).exp() / ($pi + $pi).sqrt()
            }

            #[grad(hvp)]
            pub(super) fn price(s: $float, k: $float, r: $float, sigma: $float, t: $float) -> $float {
                let d = ((s / k).ln() + (r + sigma.powi(2) / 2.0) * t) / (sigma * t.sqrt());
                let payoff = (s - k * (-r * t).exp()).max(0.0);
                payoff + s * sigma * t.sqrt() * normal(d)
            }

            #[grad(hvp)]
            pub(super) fn central(x: &[$float], out: &mut [$float]) {
                let n = x.len() as $float;
                let mut mean = 0.0;
                for v in x {
                    mean = mean + *v / n;
                }
                let mut off = vec![0.0; x.len()];
                for i in 0..x.len() {
                    off[i] = x[i] - mean;
                }
                out[0] = off.iter().fold(0.0, |s, &d| s + d * d) / n;
                out[1] = off.iter().map(|&d| d.powi(3)).fold(mean, |a, b| a + b);
            }

            #[grad(hvp)]
            pub(super) fn ours(x: $float, y: &[$float]) -> $float {
                let mut m = x.max(0.5);
                for v in y {
                    m += v.sin() * x;
                }
                if m > 1.0 { m.powi(2) } else { m }
            }

            #[test]
            fn every_companion_has_the_same_bits() {
                let [a, b, c, d] = [1.25, 0.7, -0.3, 0.11];
                assert_eq!(super::wave(a, b), wave(a, b));
                assert_eq!(super::wave_jvp(a, b, c, d), wave_jvp(a, b, c, d));
                assert_eq!(super::wave_vjp(a, b, c), wave_vjp(a, b, c));
                assert_eq!(super::wave_vjp_jvp(a, b, 1.5, c, d, 0.5), wave_vjp_jvp(a, b, 1.5, c, d, 0.5));
                let (x, dot) = ([a, b, c, d], [d, c, b, a]);
                assert_eq!(super::horner_jvp(&x, b, &dot, c), horner_jvp(&x, b, &dot, c));
                assert_eq!(super::horner_vjp(&x, b, d), horner_vjp(&x, b, d));
                assert_eq!(super::horner_vjp_jvp(&x, b, 1.5, &dot, c, 0.5), horner_vjp_jvp(&x, b, 1.5, &dot, c, 0.5));
                assert_eq!(super::rosenbrock_jvp(&x, &dot), rosenbrock_jvp(&x, &dot));
                assert_eq!(super::rosenbrock_value_and_grad(&x), rosenbrock_value_and_grad(&x));
                assert_eq!(super::rosenbrock_vjp_jvp(&x, 1.5, &dot, 0.5), rosenbrock_vjp_jvp(&x, 1.5, &dot, 0.5));
                let (rows, labels) = ([vec![a, b], vec![c], vec![d, a]], [true, false, true]);
                let (w, w_dot) = ([0.3, -0.8], [b, c]);
                let ours = super::logistic_jvp(&w, &rows, &labels, &w_dot);
                assert_eq!(ours, logistic_jvp(&w, &rows, &labels, &w_dot));
                assert_eq!(super::logistic_grad(&w, &rows, &labels), logistic_grad(&w, &rows, &labels));
                let ours = super::logistic_vjp_jvp(&w, &rows, &labels, 1.5, &w_dot, 0.5);
                assert_eq!(ours, logistic_vjp_jvp(&w, &rows, &labels, 1.5, &w_dot, 0.5));
                assert_eq!(super::price_grad(a, b, d, 0.2, 2.0), price_grad(a, b, d, 0.2, 2.0));
                assert_eq!(
                    super::price_jvp(a, b, d, 0.2, 2.0, a, b, c, d, a),
                    price_jvp(a, b, d, 0.2, 2.0, a, b, c, d, a)
                );
                assert_eq!(
                    super::price_vjp_jvp(a, b, d, 0.2, 2.0, 1.5, a, b, c, d, a, 0.5),
                    price_vjp_jvp(a, b, d, 0.2, 2.0, 1.5, a, b, c, d, a, 0.5)
                );
                assert_eq!(super::ours_jvp(a, &x, b, &dot), ours_jvp(a, &x, b, &dot));
                assert_eq!(super::ours_grad(a, &x), ours_grad(a, &x));
                assert_eq!(super::ours_vjp_jvp(a, &x, 1.5, b, &dot, 0.5), ours_vjp_jvp(a, &x, 1.5, b, &dot, 0.5));
            }

            #[test]
            fn what_is_written_to_has_the_same_bits() {
                let x = [1.25, 0.7, -0.3, 0.11];
                let mut outs = [[0.0; 2]; 2];
                let mut bars = [[0.5, 2.0]; 2];
                let ours = super::central_vjp(&x, &mut outs[0], &mut bars[0]);
                assert_eq!(ours, central_vjp(&x, &mut outs[1], &mut bars[1]));
                assert_eq!((outs[0], bars[0]), (outs[1], bars[1]));
            }
        }
    };
}

plain!(double f64 std::f64::consts::PI);
plain!(single f32 std::f32::consts::PI);

/// A caller that is generic itself.
fn newton_step<T: Float + Scalar>(c: &[T; 3], x: T) -> T {
    x - horner(c, x) / horner_vjp(c, x, T::one()).1.1
}

#[test]
fn generic_callers() {
    let mut x = 2.0;
    for _ in 0..40 {
        x = newton_step(&[-2.0, 0.0, 1.0], x);
    }
    approx::assert_relative_eq!(x, 2.0_f64.sqrt());
}
