//! A method or an operator of the user's that is called as one of floats is.

use autodiff::grad;
use std::ops::Mul;

struct Wave;

impl Wave {
    fn sin(&self) -> f64 {
        3.0
    }

    fn powf(&self, x: f64) -> f64 {
        3.0 * x
    }
}

impl Mul<f64> for Wave {
    type Output = f64;

    fn mul(self, x: f64) -> f64 {
        x * x
    }
}

const WAVE: Wave = Wave;

fn wave(_: f64) -> Wave {
    Wave
}

struct Model {
    wave: Wave,
}

impl Model {
    #[grad]
    fn method(#[constant] &self, x: f64) -> f64 {
        x * self.wave.sin()
    }

    #[grad]
    fn of_active(#[constant] &self, x: f64) -> f64 {
        self.wave.powf(x)
    }
}

#[grad]
fn operator(x: f64) -> f64 {
    WAVE * x
}

#[grad]
fn result(x: f64, #[constant] k: f64) -> f64 {
    wave(k) * x
}

fn main() {}
