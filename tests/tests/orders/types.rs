//! Structs, methods, generic floats and functions that may give nothing, at second order.

use super::{all_close, close};
use autodiff::{Differentiable, grad};

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Body {
    m: f64,
    x: [f64; 2],
    v: [f64; 2],
}

#[grad(order = 2)]
fn moved(b: &Body, dt: f64) -> Body {
    let (x, v): ([f64; 2], [f64; 2]) = (b.x, b.v);
    Body { m: b.m, x: [x[0] + dt * v[0], x[1] + dt * v[1]], v }
}

#[grad(order = 2)]
fn energy(b: &Body, k: f64) -> f64 {
    0.5 * b.m * (b.v[0] * b.v[0] + b.v[1] * b.v[1]) + k * b.x[0].sin() * b.x[1]
}

#[grad(order = 2)]
fn later(b: &Body, k: f64, dt: f64) -> f64 {
    let c = moved(b, dt);
    let (e, m): (f64, f64) = (energy(&c, k), c.m);
    e * m
}

fn leaves(b: &Body) -> [f64; 5] {
    [b.m, b.x[0], b.x[1], b.v[0], b.v[1]]
}

#[test]
fn structs_both_ways() {
    let b = Body { m: 1.3, x: [0.4, -0.8], v: [0.9, 0.2] };
    let along = Body { m: 0.5, x: [-0.3, 0.7], v: [0.1, -1.1] };
    let (gradient, product) = later_hvp(&b, 0.6, 0.1, &along, 0.2, -0.4);
    assert_eq!(later_grad_jvp(&b, 0.6, 0.1, &along, 0.2, -0.4), (gradient.clone(), product.clone()));
    let (value, transposed) = later_grad_vjp(&b, 0.6, 0.1, (along.clone(), 0.2, -0.4));
    all_close(&leaves(&value.0), &leaves(&gradient.0));
    all_close(&leaves(&transposed.0), &leaves(&product.0));
    all_close(&[transposed.1, transposed.2], &[product.1, product.2]);
    let (_, (b_bar, k_bar, ..)) = later_jvp_vjp(&b, 0.6, 0.1, &along, 0.2, -0.4, (0.0, 1.0));
    all_close(&leaves(&b_bar), &leaves(&product.0));
    close(k_bar, product.1);
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Spring {
    k: f64,
}

#[grad(order = 2)]
impl Spring {
    fn energy(&self, x: f64) -> f64 {
        0.5 * self.k * x * x + 0.1 * x * x * x
    }

    fn between(&self, x: &[f64]) -> f64 {
        let mut total = 0.0;
        for i in 1..x.len() {
            total += self.energy(x[i] - x[i - 1]);
        }
        total
    }

    fn stiffen(&mut self, by: f64) {
        let k: f64 = self.k;
        self.k = k * by * by;
    }

    fn stiffened(&self, by: f64, x: f64) -> f64 {
        let mut spring = self.clone();
        spring.stiffen(by);
        spring.energy(x)
    }
}

/// A chain of springs in the field of a gradient: forces of a method.
#[grad]
fn pulled(spring: &Spring, x: &[f64]) -> f64 {
    let (_, force) = spring.between_grad(x);
    force.iter().map(|f| f * f).sum()
}

#[test]
fn methods_both_ways() {
    let spring = Spring { k: 2.0 };
    let x = [0.0, 0.5, 1.5, 1.2];
    let direction = [0.3, -0.2, 0.8, 0.1];
    let (_, (along_k, product)) = spring.between_hvp(&x, &Spring { k: 0.7 }, &direction);
    let (_, (k_bar, transposed)) = spring.between_grad_vjp(&x, (Spring { k: 0.7 }, direction.to_vec()));
    close(k_bar.k, along_k.k);
    all_close(&transposed, &product);
    // 2 H f, along x.
    let (_, force) = spring.between_grad(&x);
    let (_, (_, expected)) = spring.between_hvp(&x, &Spring { k: 0.0 }, &force);
    let (_, pulled_bar) = pulled_grad(&spring, &x);
    all_close(&pulled_bar, &expected.iter().map(|v| 2.0 * v).collect::<Vec<_>>());
    // k b² x² / 2: along k and b.
    let (_, (k_bar, by_bar, _)) = spring.stiffened_grad_vjp(1.5, 0.4, (Spring { k: 0.0 }, 1.0, 0.0));
    all_close(&[k_bar.k, by_bar], &[1.5 * 0.4 * 0.4, 2.0 * 0.4 * 0.4]);
}

#[grad(order = 2)]
fn generic<T: autodiff::Real>(x: T, y: T) -> T {
    x * x * y.sin()
}

#[grad(order = 2)]
fn root(x: f64, y: f64) -> Option<f64> {
    if x > 0.0 { Some(x * x * y) } else { None }
}

#[grad(order = 2)]
fn of_root(x: f64, y: f64) -> Option<f64> {
    let v = root(x, y)?;
    Some(v * v)
}

#[test]
fn floats_by_name_and_values_that_may_be_missing() {
    let (_, along) = generic_hvp(1.3_f32, 0.4, 1.0, 0.0);
    let (_, bars) = generic_grad_vjp(1.3_f32, 0.4, (1.0, 0.0));
    assert!((along.0 - bars.0).abs() < 1e-6 && (along.1 - bars.1).abs() < 1e-6);
    // x⁴ y²
    let (x, y): (f64, f64) = (1.2, 0.7);
    let (_, bars) = of_root_grad_vjp(x, y, (1.0, 0.0)).expect("there is a root");
    all_close(&[bars.0, bars.1], &[12.0 * x * x * y * y, 8.0 * x * x * x * y]);
    assert_eq!(of_root_grad_vjp(-1.0, y, (1.0, 0.0)), None);
}
