//! The system of Lorenz: how its state grows apart, and its parameters from what was seen of it.

use autodiff::{Differentiable, check, grad};
use nalgebra::Vector3;

type State = Vector3<f64>;
type Time = f64;

/// Ordinary differential equations, as the crates that solve them have them.
trait System<T, V> {
    fn system(&self, x: T, y: &V, dy: &mut V);
}

#[derive(Clone, Debug, Differentiable)]
struct LorenzAttractor {
    sigma: f64,
    beta: f64,
    rho: f64,
}

#[grad(hvp)]
impl System<Time, State> for LorenzAttractor {
    fn system(&self, _t: Time, y: &State, dy: &mut State) {
        dy[0] = self.sigma * (y[1] - y[0]);
        dy[1] = y[0] * (self.rho - y[2]) - y[1];
        dy[2] = y[0] * y[1] - self.beta * y[2];
    }
}

/// Steps of the method of Runge and Kutta.
#[grad(hvp)]
fn solve(lorenz: &LorenzAttractor, y0: &State, h: Time, steps: usize) -> State {
    let mut y = *y0;
    let mut t = 0.0;
    let (mut k1, mut k2, mut k3, mut k4) = (State::zeros(), State::zeros(), State::zeros(), State::zeros());
    for _ in 0..steps {
        lorenz.system(t, &y, &mut k1);
        lorenz.system(t + 0.5 * h, &(y + k1 * (0.5 * h)), &mut k2);
        lorenz.system(t + 0.5 * h, &(y + k2 * (0.5 * h)), &mut k3);
        lorenz.system(t + h, &(y + k3 * h), &mut k4);
        y += (k1 + k2 * 2.0 + k3 * 2.0 + k4) * (h / 6.0);
        t += h;
    }
    y
}

/// The squared distance from where it was seen.
#[grad(hvp)]
fn miss(lorenz: &LorenzAttractor, y0: &State, h: Time, steps: usize, seen: &State) -> f64 {
    (solve(lorenz, y0, h, steps) - seen).norm_squared()
}

pub(crate) fn run() {
    let lorenz = LorenzAttractor { sigma: 10.0, beta: 8.0 / 3.0, rho: 28.0 };
    let y0 = State::new(1.0, 1.0, 1.0);
    check!(miss(&lorenz, &y0, 0.01, 30, &State::new(-2.0, 1.0, 20.0)), hvp);
    let (_, nearby) =
        solve_jvp(&lorenz, &y0, 0.01, 1500, &LorenzAttractor { sigma: 0.0, beta: 0.0, rho: 0.0 }, &State::x(), 0.0);
    println!("  Lorenz                   a deviation grows by {:.3} each second", (nearby.norm().ln() / 15.0).exp());
}
