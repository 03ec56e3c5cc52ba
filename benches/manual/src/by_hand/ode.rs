//! A chain of linear equations by the method of Runge and Kutta.

#![allow(clippy::cast_precision_loss, reason = "counts are small")]

use super::add_scaled;
use autodiff_gradbench::evals::ode::rate;

/// Of each stage: its weight in the step, and how far from the beginning of the
/// step it is, along the rates of the stage before.
fn stages(h: f64) -> [(f64, f64); 4] {
    [(h / 6.0, 0.0), (h / 3.0, h / 2.0), (h / 3.0, h / 2.0), (h / 6.0, h)]
}

/// The gradient of the last state. The four points of a step at which the rates
/// are taken are all that its adjoint reads.
pub fn gradient(x: &[f64], steps: usize) -> Vec<f64> {
    let n = x.len();
    let h = 2.0 / steps as f64;
    let points = forward(x, steps, h);
    let mut x_bar = vec![0.0; n];
    let mut y_bar = vec![0.0; n];
    y_bar[n - 1] = 1.0;
    let mut end_bar = vec![0.0; n];
    let mut point_bar = vec![0.0; n];
    let mut rate_bar = vec![0.0; n];
    for step in points.chunks_exact(4 * n).rev() {
        end_bar.copy_from_slice(&y_bar);
        point_bar.fill(0.0);
        let mut reach = 0.0;
        for (point, (weight, time)) in step.chunks_exact(n).zip(stages(h)).rev() {
            for ((r, end), p) in rate_bar.iter_mut().zip(&end_bar).zip(&point_bar) {
                *r = weight * end + reach * p;
            }
            rate_adjoint(x, point, &rate_bar, &mut x_bar, &mut point_bar);
            add_scaled(&mut y_bar, 1.0, &point_bar);
            reach = time;
        }
    }
    x_bar
}

/// The points of all steps, four a step.
fn forward(x: &[f64], steps: usize, h: f64) -> Vec<f64> {
    let n = x.len();
    let mut points = vec![0.0; 4 * n * steps];
    let mut y = vec![0.0; n];
    let mut rates = vec![0.0; n];
    let mut sum = vec![0.0; n];
    for step in points.chunks_exact_mut(4 * n) {
        sum.copy_from_slice(&y);
        for (point, (weight, time)) in step.chunks_exact_mut(n).zip(stages(h)) {
            for ((p, y), r) in point.iter_mut().zip(&y).zip(&rates) {
                *p = y + time * r;
            }
            rate(x, point, &mut rates);
            add_scaled(&mut sum, weight, &rates);
        }
        std::mem::swap(&mut y, &mut sum);
    }
    points
}

/// Adds to `x_bar`, and makes `y_bar` the cotangent of the point.
fn rate_adjoint(x: &[f64], y: &[f64], rate_bar: &[f64], x_bar: &mut [f64], y_bar: &mut [f64]) {
    let last = x.len() - 1;
    x_bar[0] += rate_bar[0];
    for ((x_bar, r), y) in x_bar[1..].iter_mut().zip(&rate_bar[1..]).zip(&y[..last]) {
        *x_bar += r * y;
    }
    for ((y_bar, r), x) in y_bar[..last].iter_mut().zip(&rate_bar[1..]).zip(&x[1..]) {
        *y_bar = r * x;
    }
    y_bar[last] = 0.0;
}
