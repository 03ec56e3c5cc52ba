//! What rustc says of methods without companions, and of types without a derivative.

use autodiff::{Differentiable, grad};

trait Ode {
    fn slope(&self, y: f64) -> f64;

    fn doubled(&self, y: f64) -> f64 {
        2.0 * self.slope(y)
    }
}

#[derive(Clone, Differentiable)]
struct Decay {
    rate: f64,
    steps: u32,
}

#[grad]
impl Ode for Decay {
    fn slope(&self, y: f64) -> f64 {
        -self.rate * y
    }
}

impl Decay {
    fn next(&mut self) -> bool {
        self.steps += 1;
        self.rate *= 2.0;
        self.steps < 3
    }
}

#[grad(only(jvp))]
fn provided(decay: &Decay, y: f64) -> f64 {
    decay.doubled(y)
}

#[grad(only(jvp))]
fn a_question_that_changes(mut decay: Decay, y: f64) -> f64 {
    let mut s = y;
    while decay.next() {
        s *= decay.rate;
    }
    s
}

struct Plain {
    k: f64,
}

#[grad(only(grad))]
impl Plain {
    fn energy(&self, x: f64) -> f64 {
        0.5 * self.k * x * x
    }
}

fn main() {}
