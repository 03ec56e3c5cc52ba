//! Methods that give no float and change their receiver: called like a question, the derivative of
//! the change would be lost.

use autodiff::{Differentiable, grad};

#[derive(Clone, Differentiable)]
struct Neuron {
    voltage: f64,
}

#[grad]
impl Neuron {
    fn fires(&mut self, x: f64) -> bool {
        self.voltage += x * x;
        self.voltage > 1.0
    }
}

impl Neuron {
    fn steps(&mut self, x: f64) -> usize {
        self.voltage *= x;
        3
    }
}

#[grad]
trait Spike: Differentiable {
    fn spikes(&mut self, x: f64) -> bool;
}

#[grad(only(jvp))]
fn through_a_reference(neuron: &mut Neuron, x: f64) -> f64 {
    if neuron.fires(x) { neuron.voltage } else { 3.0 * neuron.voltage }
}

#[grad(only(jvp))]
fn on_a_variable(x: f64) -> f64 {
    let mut neuron = Neuron { voltage: x };
    let is_on: bool = neuron.fires(x);
    if is_on { neuron.voltage } else { 3.0 * neuron.voltage }
}

#[grad(only(jvp))]
fn of_a_member<S: Spike>(neuron: &mut S, x: f64) -> f64 {
    if neuron.spikes(x) { x } else { 3.0 * x }
}

#[grad(only(jvp))]
fn without_companions(neuron: &mut Neuron, x: f64) -> f64 {
    let mut total = 0.0;
    for _ in 0..neuron.steps(x) {
        total += neuron.voltage;
    }
    total
}

fn main() {}
