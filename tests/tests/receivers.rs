//! Methods of constants: whether `self` has a derivative for the callee, the caller does not
//! see.

#![allow(
    clippy::needless_range_loop,
    clippy::cast_precision_loss,
    clippy::trivially_copy_pass_by_ref,
    clippy::needless_pass_by_value
)]
#![allow(missing_docs, reason = "the companions")]

use autodiff::{Differentiable, grad};

#[derive(Clone, Debug, Differentiable)]
struct Rod {
    k: f64,
}

impl Rod {
    #[grad(hvp)]
    fn pull(&self, x: f64, n: usize) -> f64 {
        self.k * x * x * n as f64
    }

    #[grad(hvp)]
    fn held(#[constant] &self, x: f64, n: usize) -> f64 {
        self.k * x * x * n as f64
    }

    #[grad(hvp)]
    fn both(&self, x: f64) -> (f64, f64) {
        (self.k * x * x, x.sin())
    }

    #[grad(hvp)]
    fn onto(&self, x: &[f64], out: &mut [f64]) {
        for (o, x) in out.iter_mut().zip(x) {
            *o += self.k * x * x;
        }
    }

    #[grad(hvp)]
    fn scaled(k: &f64, x: f64) -> f64 {
        k * x * x
    }
}

/// A parameter without a derivative, of a type whose methods have one along `self` or not.
#[grad(hvp)]
fn held_by(#[constant] rod: &Rod, #[constant] rods: &[Rod], x: f64) -> f64 {
    let mut s = rod.pull(x, 2) * rod.held(x, 3);
    for i in 0..rods.len() {
        s += rods[i].pull(s, 1) + rods[i].held(x, 1);
    }
    s
}

#[test]
fn of_a_parameter() {
    let (rod, rods, at, h) = (Rod { k: 0.4 }, vec![Rod { k: 0.3 }, Rod { k: -0.2 }], 0.6, 1e-5);
    let by = |x: f64| held_by(&rod, &rods, x);
    let slope = held_by_grad(&rod, &rods, at);
    assert!((slope - (by(at + h) - by(at - h)) / (2.0 * h)).abs() < 1e-8);
    assert!((held_by_jvp(&rod, &rods, at, 1.0).1 - slope).abs() < 1e-12);
    let slope_by = |x: f64| held_by_grad(&rod, &rods, x);
    let second = (slope_by(at + h) - slope_by(at - h)) / (2.0 * h);
    assert!((held_by_hvp(&rod, &rods, at, 1.0).1 - second).abs() < 1e-7);
}

struct World {
    rod: Rod,
    rods: Vec<Rod>,
    n: usize,
}

impl World {
    #[grad(hvp)]
    fn differentiable(#[constant] &self, x: f64) -> f64 {
        self.rod.pull(x, self.n) + self.rod.pull(x.sin(), 2)
    }

    #[grad(hvp)]
    fn constant(#[constant] &self, x: f64) -> f64 {
        self.rod.held(x, self.n) + self.rod.held(x.sin(), 2)
    }

    #[grad(hvp)]
    fn by_path(#[constant] &self, x: f64) -> f64 {
        Rod::pull(&self.rod, x, self.n) + Rod::held(&self.rod, x.sin(), 2) + Rod::scaled(&self.rod.k, x)
    }

    #[grad(hvp)]
    fn elements(#[constant] &self, x: f64) -> f64 {
        let mut sum = self.rods[1].pull(x, 1);
        for rod in &self.rods {
            sum += rod.held(x, self.n) * rod.pull(x, 3);
        }
        sum
    }

    #[grad(hvp)]
    fn tuples(#[constant] &self, x: f64) -> f64 {
        let (a, b) = self.rod.both(x);
        a * b
    }

    #[grad(hvp)]
    fn memory(#[constant] &self, x: f64) -> f64 {
        let mut out = [x, 1.0];
        self.rod.onto(&[x, x * x], &mut out);
        self.rods[0].onto(&[x], &mut out[1..]);
        out[0] * out[1]
    }
}

fn world() -> World {
    World { rod: Rod { k: 3.0 }, rods: vec![Rod { k: 0.5 }, Rod { k: 1.5 }], n: 2 }
}

/// Forward and reverse agree with differences, and so does the second derivative.
fn check(
    f: impl Fn(f64) -> f64,
    jvp: impl Fn(f64, f64) -> (f64, f64),
    grad: impl Fn(f64) -> f64,
    hvp: impl Fn(f64, f64) -> (f64, f64),
) {
    let (x, h) = (0.7, 1e-5);
    let slope = |g: &dyn Fn(f64) -> f64| (g(x + h) - g(x - h)) / (2.0 * h);
    let close = |a: f64, b: f64| assert!((a - b).abs() < 1e-6 * (1.0 + b.abs()), "{a} is not {b}");
    assert_eq!(jvp(x, 1.0).0.to_bits(), f(x).to_bits());
    close(jvp(x, 1.0).1, slope(&f));
    close(grad(x), slope(&f));
    close(hvp(x, 1.0).1, slope(&grad));
}

macro_rules! methods {
    ($($f:ident, $jvp:ident, $grad:ident, $hvp:ident;)*) => {$(
        #[test]
        fn $f() {
            let s = world();
            check(|x| s.$f(x), |x, d| s.$jvp(x, d), |x| s.$grad(x), |x, d| s.$hvp(x, d));
        }
    )*};
}

methods! {
    differentiable, differentiable_jvp, differentiable_grad, differentiable_hvp;
    constant, constant_jvp, constant_grad, constant_hvp;
    by_path, by_path_jvp, by_path_grad, by_path_hvp;
    elements, elements_jvp, elements_grad, elements_hvp;
    tuples, tuples_jvp, tuples_grad, tuples_hvp;
    memory, memory_jvp, memory_grad, memory_hvp;
}

/// A constant `self` is handed on to methods that differentiate along theirs.
#[derive(Clone, Debug, Differentiable)]
struct Spring {
    k: f64,
    rest: f64,
}

#[grad(hvp)]
impl Spring {
    fn force(&self, x: f64, n: i32) -> f64 {
        self.k * (x - self.rest).powi(n)
    }

    fn both(&self, x: f64) -> (f64, f64) {
        (self.k * x * x, self.rest * x)
    }

    fn add_to(&self, x: f64, out: &mut [f64]) {
        out[0] += self.k * x * x;
    }

    fn energy(#[constant] &self, x: f64) -> f64 {
        let (a, b) = self.both(x);
        let mut out = [0.0];
        self.add_to(x, &mut out);
        self.force(x, 2) * x + a * b + out[0]
    }
}

#[test]
fn a_constant_receiver_meets_methods_that_differentiate_theirs() {
    let spring = Spring { k: 2.0, rest: 0.3 };
    let difference = |f: &dyn Fn(f64) -> f64| (f(0.7 + 1e-6) - f(0.7 - 1e-6)) / 2e-6;
    let wanted = difference(&|x| spring.energy(x));
    assert!((spring.energy_jvp(0.7, 1.0).1 - wanted).abs() < 1e-8);
    assert!((spring.energy_grad(0.7) - wanted).abs() < 1e-8);
    let twice = difference(&|x| spring.energy_grad(x));
    assert!((spring.energy_hvp(0.7, 1.0).1 - twice).abs() < 1e-7);
}
