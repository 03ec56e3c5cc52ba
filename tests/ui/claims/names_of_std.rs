//! Methods of one's own that are called as std's are, on a part whose type no signature names.

use autodiff::{Differentiable, grad};

#[derive(Clone, Copy, Differentiable)]
struct Level(f64);

#[derive(Clone, Differentiable)]
struct Tank {
    level: Level,
}

#[grad]
impl Level {
    fn round(self) -> f64 {
        self.0 * self.0
    }

    fn as_ref(&self) -> Level {
        Level(self.0 * 3.0)
    }

    fn as_slice(&self) -> Level {
        Level(self.0 * 3.0)
    }

    fn height(&self) -> f64 {
        self.0
    }
}

#[grad(only(jvp))]
fn rounded(tank: &Tank, k: f64) -> f64 {
    k * tank.level.round()
}

#[grad(only(jvp))]
fn rounded_on_a_variable(tank: &Tank, k: f64) -> f64 {
    let level = tank.level;
    k * level.round()
}

#[grad(only(jvp))]
fn lent(tank: &Tank, k: f64) -> f64 {
    k * tank.level.as_ref().height()
}

#[grad(only(jvp))]
fn lent_as_a_slice(level: &Level, k: f64) -> f64 {
    k * level.as_slice().height()
}

fn main() {}
