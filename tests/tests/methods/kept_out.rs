//! Methods whose `self` is a constant, called on parts of what has a derivative.

use autodiff::{Differentiable, check, grad};
use num_traits::Float;
use std::cell::OnceCell;

/// It has no derivative, so it is a constant wherever it stands.
#[derive(Clone)]
struct Rbf {
    scale: f64,
}

#[grad(hvp)]
impl Rbf {
    fn at(#[constant] &self, a: f64, b: f64) -> f64 {
        (-(a - b) * (a - b) / self.scale).exp()
    }

    fn onto(#[constant] &self, x: &[f64], out: &mut [f64]) {
        for (o, x) in out.iter_mut().zip(x) {
            *o = self.at(*x, 0.1) * x;
        }
    }

    fn scaled<const N: usize>(#[constant] &self, x: [f64; N], k: f64) -> Vec<f64> {
        x.iter().map(|x| self.at(*x, 0.2) * x * k).collect()
    }
}

/// It has one, in which there is no float.
#[derive(Clone, Copy, Differentiable)]
enum Wave {
    Sine,
    Cosine(u8),
}

#[grad(hvp)]
impl Wave {
    fn at(#[constant] &self, x: f64) -> f64 {
        match self {
            Wave::Sine => x.sin(),
            Wave::Cosine(n) => (x * f64::from(*n)).cos(),
        }
    }
}

trait Over<T> {
    fn over(&self, x: T) -> T;
}

#[grad(hvp)]
impl<T: Float> Over<T> for Wave {
    fn over(#[constant] &self, x: T) -> T {
        x * x * x
    }
}

#[grad(hvp)]
trait Activation {
    fn act(#[constant] &self, z: f64) -> f64;

    fn twice(#[constant] &self, z: f64) -> f64 {
        self.act(self.act(z))
    }
}

#[derive(Clone)]
struct Leaky(f64);

#[grad(hvp, members)]
impl Activation for Leaky {
    fn act(#[constant] &self, z: f64) -> f64 {
        if z > 0.0 { z * z } else { self.0 * z }
    }
}

#[derive(Clone, Differentiable)]
struct Dense<A, T> {
    w: T,
    wave: Wave,
    #[constant]
    activation: A,
}

#[grad(hvp)]
impl<A: Activation + Clone> Dense<A, f64> {
    fn out(&self, x: f64) -> f64 {
        self.activation.act(self.w * x) * self.activation.twice(x)
    }
}

#[grad(hvp)]
impl<A: Clone, T: Float> Dense<A, T> {
    fn weighted(&self, x: T) -> T {
        self.wave.over(self.w * x)
    }
}

#[derive(Clone, Differentiable)]
struct Process {
    #[constant]
    kernel: Rbf,
    alpha: Vec<f64>,
    waves: Vec<Wave>,
    layer: Dense<Leaky, f64>,
}

#[grad(hvp)]
impl Process {
    fn step(&mut self, x: f64) {
        let wave = self.waves[0].at(x);
        self.alpha[0] += self.kernel.at(x, wave) * x;
    }

    fn run(&self, x: f64) -> f64 {
        let mut process = self.clone();
        process.step(x);
        process.step(2.0 * x);
        let mut out = vec![0.0; 2];
        process.kernel.onto(&process.alpha, &mut out);
        let scaled = self.kernel.scaled([x, out[1]], x);
        let mut s = process.layer.out(scaled[0]) * process.layer.activation.act(scaled[1]);
        for wave in &process.waves {
            s += wave.at(x) * out[0];
        }
        s + process.waves.iter().map(|wave| wave.at(process.layer.weighted(x))).sum::<f64>()
    }
}

#[test]
fn constant_receivers() {
    let layer = Dense { w: 0.3, wave: Wave::Sine, activation: Leaky(-0.4) };
    check!(Dense::<Leaky, f64>::out(&layer, 0.7), hvp);
    let waves = vec![Wave::Sine, Wave::Cosine(2)];
    let process = Process { kernel: Rbf { scale: 0.7 }, alpha: vec![0.3, 0.4], waves, layer };
    check!(Process::run(&process, 0.6), hvp);
}

#[derive(Clone, Differentiable)]
struct Oscillator {
    k: f64,
}

/// What is constant for a method of the block, its neighbours give without a tangent.
#[grad(hvp)]
impl Oscillator {
    fn force(&self, x: f64, #[constant] t: f64) -> f64 {
        t.sin() - self.k * x
    }

    fn drift(x: f64, v: f64, #[constant] dt: f64) -> f64 {
        x + v * dt
    }

    fn run(&self, x: f64, v: f64) -> f64 {
        let (mut x, mut v, dt) = (x, v, 0.1);
        for i in 0..3 {
            v += self.force(x, f64::from(i) * dt) * dt;
            x = Self::drift(x, v, dt) + Oscillator::drift(0.0, v, 0.5);
        }
        x * v
    }

    fn until(&self, x: f64, #[constant] end: f64) -> f64 {
        self.force(x, end) * Self::drift(x, x, 2.0 * end)
    }
}

#[test]
fn constant_parameters_of_neighbours() {
    check!(Oscillator::run(&Oscillator { k: 0.7 }, 0.3, -0.2), hvp);
    let by = |x: f64| Oscillator { k: 0.7 }.until(x, 0.4);
    let (slope, h) = (Oscillator { k: 0.7 }.until_grad(0.3, 0.4).1, 1e-5);
    assert!((slope - (by(0.3 + h) - by(0.3 - h)) / (2.0 * h)).abs() < 1e-8);
}

/// What is computed once has the derivative of what it is computed of.
#[derive(Clone, Differentiable)]
struct Weights {
    k: Vec<f64>,
    #[constant]
    total: OnceCell<f64>,
}

#[grad(hvp)]
impl Weights {
    fn share(&self, x: f64) -> f64 {
        let total = *self.total.get_or_init(|| self.k.iter().sum::<f64>());
        self.k[0] * x * x / total
    }
}

#[test]
fn computed_once() {
    check!(Weights::share(&Weights { k: vec![0.7, 1.2], total: OnceCell::new() }, 0.3), hvp);
}
