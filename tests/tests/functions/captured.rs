//! What closures capture.

use super::solvers::{simpson, simpson_jvp, simpson_vjp_into, simpson_vjp_into_jvp};
use autodiff::{Differentiable, grad};
use autodiff_tests::data::agree;
use autodiff_tests::modes;

#[derive(Clone, Debug, Differentiable)]
struct Bump {
    height: f64,
    widths: Vec<f64>,
}

#[grad(hvp)]
fn memory(p: &[f64], n: usize, #[constant] scale: &[f64]) -> f64 {
    let twice: Vec<f64> = p.iter().map(|x| 2.0 * x).collect();
    simpson(|x| p[0] * x + twice[1] * (x * scale[0]).cos() + n as f64, p[0], p[2], 6)
}

#[grad(hvp)]
fn of_data(bump: &Bump, a: f64) -> f64 {
    let f = |x: f64| bump.height * (-x * x * bump.widths[0]).exp() + bump.widths[1];
    f(a) + simpson(f, 0.0, a, 4)
}

#[test]
fn slices_and_vectors() {
    let scale = [1.5];
    let modes = autodiff_tests::data::Modes::<Vec<f64>> {
        value: |at| memory(at, 3, &[1.5]),
        gradient: |at| memory_grad(at, 3, &[1.5]),
        tangent: |at, dot| memory_jvp(at, 3, &[1.5], dot).1,
        hvp: |at, dot| memory_hvp(at, 3, &[1.5], dot).1,
    };
    let _ = scale;
    agree("captured memory", &modes, &vec![0.3, 0.7, 2.0]);
}

#[test]
fn structs() {
    let modes =
        modes!(of_data, of_data_jvp, of_data_grad, of_data_hvp, |at: (Bump, f64), dot| (&at.0, at.1), (&dot.0, dot.1));
    agree("captured data", &modes, &(Bump { height: 1.2, widths: vec![0.5, 0.2] }, 1.4));
}
