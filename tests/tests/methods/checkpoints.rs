//! Methods in loops with checkpoints: of data that the loop changes, of a constant whose methods
//! may count how often they are asked, and on memory.

use autodiff::{Differentiable, check, grad};
use std::cell::Cell;

#[derive(Clone, Copy, Debug, Differentiable)]
struct Bob {
    angle: f64,
    speed: f64,
}

#[grad(hvp)]
impl Bob {
    fn kick(&mut self, h: f64) {
        self.speed -= h * self.angle.sin();
        self.angle += h * self.speed;
    }

    fn energy(&self) -> f64 {
        0.5 * self.speed * self.speed - self.angle.cos()
    }
}

#[grad(hvp)]
fn swing(bob: Bob, h: f64, steps: usize) -> f64 {
    let mut bob = bob;
    let mut energy = 0.0;
    #[checkpoint(sqrt)]
    for _ in 0..steps {
        bob.kick(h);
        energy += bob.energy() * h;
    }
    energy * bob.angle
}

/// How often it has been asked is a part of what it does.
struct Gauge {
    scale: f64,
    asked: Cell<u32>,
}

#[grad(hvp)]
impl Gauge {
    fn read(#[constant] &self, x: f64) -> f64 {
        self.asked.set(self.asked.get() + 1);
        x * x * self.scale
    }

    fn rates(#[constant] &self, y: &[f64], out: &mut [f64]) {
        for i in 0..y.len() {
            out[i] = self.scale * y[i] * (1.0 - y[(i + 1) % y.len()]);
        }
    }
}

#[grad(hvp)]
fn measured(x: f64, #[constant] gauge: &Gauge, steps: usize) -> f64 {
    let mut s = x;
    #[checkpoint(every = 2)]
    for _ in 0..steps {
        let reading = gauge.read(s);
        s = (s + 0.1 * reading).sin();
    }
    s
}

#[grad(hvp)]
fn flow(x: &[f64], #[constant] gauge: &Gauge, steps: usize) -> f64 {
    let mut y = x.to_vec();
    let mut rates = vec![0.0; y.len()];
    #[checkpoint(levels = 2)]
    for _ in 0..steps {
        gauge.rates(&y, &mut rates);
        for i in 0..y.len() {
            y[i] += 0.1 * rates[i];
        }
    }
    y.iter().sum()
}

#[test]
fn data_begins_each_segment_as_it_was() {
    let bob = Bob { angle: 0.4, speed: -0.2 };
    check!(swing(bob, 0.1, 0));
    check!(swing(bob, 0.1, 1));
    check!(swing(bob, 0.1, 11));
}

#[test]
fn what_runs_once_has_its_derivative() {
    let gauge = &Gauge { scale: 0.7, asked: Cell::new(0) };
    check!(measured(
        0.4,
        #[constant]
        gauge,
        1
    ));
    check!(measured(
        0.4,
        #[constant]
        gauge,
        7
    ));
    gauge.asked.set(0);
    let _ = measured_grad(0.4, gauge, 7);
    assert_eq!(gauge.asked.get(), 7);
}

#[test]
fn callees_on_memory_run_again() {
    let gauge = &Gauge { scale: 0.7, asked: Cell::new(0) };
    check!(flow(
        &[0.2, 0.5, 0.9],
        #[constant]
        gauge,
        0
    ));
    check!(flow(
        &[0.2, 0.5, 0.9],
        #[constant]
        gauge,
        9
    ));
}
