//! Methods of one's own that are called as std's are, on parts whose types no signature names: by
//! their paths, and on variables with a type.

use autodiff::{Differentiable, check, grad};

#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Differentiable)]
struct Level(f64);

#[derive(Clone, Debug, Differentiable)]
struct Tank {
    level: Level,
    others: Vec<Level>,
}

#[grad]
impl Level {
    fn round(self) -> f64 {
        self.0 * self.0
    }

    fn signum(&self) -> f64 {
        3.0 * self.0.sin()
    }

    fn as_ref(&self) -> Level {
        Level(self.0 * 3.0)
    }

    fn to_bits(self) -> f64 {
        self.0.powi(3)
    }

    fn total_cmp(&self, other: &Level) -> f64 {
        self.0 * other.0
    }

    fn height(&self) -> f64 {
        self.0
    }
}

#[grad]
fn by_path(tank: &Tank, k: f64) -> f64 {
    k * Level::round(tank.level) + Level::signum(&tank.others[0]) * Level::as_ref(&tank.level).height()
}

#[grad]
fn on_a_variable(tank: &Tank, k: f64) -> f64 {
    let level: Level = tank.level;
    k * level.round() * level.signum()
}

#[grad]
fn on_a_parameter(level: Level, k: f64) -> f64 {
    k * level.round() + level.signum()
}

/// std's names of which nothing is known but that they have no derivative.
#[grad]
fn questions(tank: &Tank, k: f64) -> f64 {
    k * tank.level.to_bits() + tank.level.total_cmp(&tank.others[0])
}

fn tank() -> Tank {
    Tank { level: Level(0.7), others: vec![Level(0.3)] }
}

#[test]
fn own_methods_with_names_of_std() {
    check!(by_path(&tank(), 1.2));
    check!(on_a_variable(&tank(), 1.2));
    check!(on_a_parameter(Level(0.7), 1.2));
    check!(questions(&tank(), 1.2));
}

/// Floats in fields, whose methods are std's all the same.
#[derive(Clone, Debug, Differentiable)]
struct Pipe {
    width: f64,
    flows: Vec<f64>,
    lining: Option<f64>,
}

#[grad]
fn methods_of_std(pipe: &Pipe, k: f64) -> f64 {
    let steps = pipe.width.floor() + pipe.flows[0].round();
    let most = pipe.flows[0].max(pipe.flows[1]).min(k);
    let there = pipe.lining.as_ref().map_or(0.0, |lining| lining * lining);
    let all: f64 = pipe.flows.as_slice().iter().sum();
    if pipe.width.is_nan() { k } else { steps * k * pipe.width + most + there + all * all }
}

#[test]
fn methods_of_std_on_fields() {
    check!(methods_of_std(&Pipe { width: 2.3, flows: vec![1.6, 0.4], lining: Some(0.2) }, 3.1));
}

#[derive(Clone, Debug, Differentiable)]
struct Neuron {
    voltage: f64,
}

#[grad]
impl Neuron {
    fn fires(&mut self, x: f64) -> bool {
        self.voltage += x * x;
        self.voltage > 1.0
    }

    fn steps(&mut self, x: f64) -> usize {
        self.voltage *= x;
        3
    }
}

impl Neuron {
    fn is_ready(&self, x: f64) -> bool {
        self.voltage > x
    }
}

#[grad]
trait Spike: Differentiable {
    fn spikes(&mut self, x: f64) -> bool;

    fn potential(&self) -> f64;
}

#[grad(members)]
impl Spike for Neuron {
    fn spikes(&mut self, x: f64) -> bool {
        self.voltage += x * x;
        self.voltage > 1.0
    }

    fn potential(&self) -> f64 {
        self.voltage
    }
}

/// A change by a method that gives no float, which a path shows.
#[grad]
fn fired(neuron: &mut Neuron, x: f64) -> f64 {
    let mut total = 0.0;
    for _ in 0..Neuron::steps(neuron, x) {
        if Neuron::fires(neuron, x) && neuron.is_ready(0.3) {
            total += neuron.voltage;
        }
    }
    total
}

#[grad]
fn spiked<S: Spike>(neuron: &mut S, x: f64) -> f64 {
    if S::spikes(neuron, x) { neuron.potential() } else { 3.0 * neuron.potential() }
}

#[grad]
fn of_one(x: f64) -> f64 {
    let mut neuron = Neuron { voltage: x };
    let first = fired(&mut neuron, x);
    let mut layer = vec![neuron.clone(), Neuron { voltage: x }];
    if Neuron::fires(&mut layer[1], x) { first * layer[1].voltage } else { first + layer[1].voltage }
}

#[grad]
fn of_a_member(x: f64) -> f64 {
    let mut neuron = Neuron { voltage: x };
    spiked(&mut neuron, x)
}

#[test]
fn changes_by_methods_that_give_no_float() {
    check!(of_one(0.71));
    check!(of_one(1.3));
    check!(of_a_member(0.71));
}
