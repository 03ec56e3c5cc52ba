//! The function of Rosenbrock over any float, as collections of test functions have it.

use std::iter::Sum;

use autodiff::{check, grad};
use num_traits::{Float, FromPrimitive};

#[grad(hvp)]
fn rosenbrock<T>(param: &[T]) -> T
where
    T: Float + FromPrimitive + Sum,
{
    let one = T::from_f64(1.0).unwrap();
    let hundred = T::from_f64(100.0).unwrap();
    param.windows(2).map(|w| (one - w[0]).powi(2) + hundred * (w[1] - w[0].powi(2)).powi(2)).sum()
}

pub(crate) fn run() {
    let start = vec![-1.2, 1.0, -0.7, 0.4];
    check!(rosenbrock(&start), hvp);
    check!(rosenbrock(&vec![-1.2_f32, 1.0]));
    // Newton's method, with a direction of conjugate gradients.
    let mut x = start.clone();
    let mut steps = 0;
    while steps < 200 {
        let gradient = rosenbrock_grad(&x);
        if norm(&gradient) < 1e-10 {
            break;
        }
        let direction = conjugate_gradients(&x, &gradient);
        let mut length = 1.0;
        let moved = |length: f64| -> Vec<f64> { x.iter().zip(&direction).map(|(x, d)| x + length * d).collect() };
        while rosenbrock(&moved(length)) > rosenbrock(&x) && length > 1e-10 {
            length *= 0.5;
        }
        x = moved(length);
        steps += 1;
    }
    println!("  rosenbrock               {steps} steps of Newton's method to {x:.3?}");
    assert!(norm(&rosenbrock_grad(&x)) < 1e-10);
}

fn norm(v: &[f64]) -> f64 {
    v.iter().map(|x| x * x).sum::<f64>().sqrt()
}

/// The solution of `H d = -g`, as far as `H` curves upwards.
fn conjugate_gradients(x: &[f64], gradient: &[f64]) -> Vec<f64> {
    let mut d = vec![0.0; x.len()];
    let mut residual: Vec<f64> = gradient.iter().map(|g| -g).collect();
    let mut p = residual.clone();
    for _ in 0..2 * x.len() {
        let (_, product) = rosenbrock_hvp(x, &p);
        let (square, curvature) = (norm(&residual).powi(2), p.iter().zip(&product).map(|(a, b)| a * b).sum::<f64>());
        if curvature <= 0.0 || square < 1e-24 {
            break;
        }
        let alpha = square / curvature;
        (0..x.len()).for_each(|i| {
            d[i] += alpha * p[i];
            residual[i] -= alpha * product[i];
        });
        let beta = norm(&residual).powi(2) / square;
        (0..x.len()).for_each(|i| p[i] = residual[i] + beta * p[i]);
    }
    if norm(&d) == 0.0 { residual } else { d }
}
