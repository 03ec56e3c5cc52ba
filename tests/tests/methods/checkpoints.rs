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

thread_local! {
    static ASKED: Cell<u32> = const { Cell::new(0) };
}

/// Another number each time.
fn tick() -> f64 {
    let asked = ASKED.get();
    ASKED.set(asked + 1);
    f64::from(asked % 13).sin()
}

fn pair() -> [f64; 2] {
    [tick(), 0.5]
}

fn many() -> usize {
    1 + usize::from(tick() > 0.2)
}

#[grad(hvp)]
fn ticking(x: f64, steps: usize) -> f64 {
    let mut s = x;
    #[checkpoint(sqrt)]
    for _ in 0..steps {
        let pair: [f64; 2] = pair();
        s = (s * tick() + x * pair[0]).sin();
        for _ in 0..many() {
            s += 0.1 * x * tick();
        }
        if tick() > 0.0 {
            s *= 1.1;
        }
    }
    s
}

/// The same without checkpoints, of what is memory.
#[grad(hvp)]
fn paired(x: f64, steps: usize) -> f64 {
    let mut s = x;
    for _ in 0..steps {
        let pair: [f64; 2] = pair();
        s = (s * pair[0] + x * pair[1]).sin();
    }
    s
}

#[test]
fn memory_without_a_derivative_is_asked_for_once() {
    ASKED.set(0);
    let (value, value_dot) = paired_jvp(0.4, 9, 1.0);
    ASKED.set(0);
    let (again, x_bar) = paired_vjp(0.4, 9, 1.0);
    assert_eq!((again.to_bits(), ASKED.get()), (value.to_bits(), 9));
    assert!((x_bar - value_dot).abs() < 1e-14, "{x_bar} and {value_dot}");
}

/// What is asked for has no derivative, so each run that begins with the same is the same.
#[test]
fn what_has_no_derivative_is_asked_once() {
    let run = |x| {
        ASKED.set(0);
        (ticking(x, 9), ASKED.get())
    };
    let (value, asked) = run(0.4);
    let h = 1e-6;
    let slope = (run(0.4 + h).0 - run(0.4 - h).0) / (2.0 * h);
    ASKED.set(0);
    let (value_again, x_bar) = ticking_vjp(0.4, 9, 1.0);
    assert_eq!((value_again.to_bits(), ASKED.get()), (value.to_bits(), asked));
    assert!((x_bar - slope).abs() < 1e-7 * slope.abs().max(1.0), "{x_bar} and {slope}");
}

/// Of a type without a derivative, which is not `Copy`.
struct Weather {
    wind: f64,
    gusts: Vec<f64>,
}

fn weather() -> Weather {
    Weather { wind: 1.0 + tick(), gusts: vec![tick(), tick()] }
}

#[grad(hvp)]
fn drift(y: &[f64], #[constant] weather: &Weather) -> Vec<f64> {
    y.iter().map(|y| (y * weather.wind).sin()).collect()
}

#[grad(hvp)]
fn in_weather(x: f64, steps: usize) -> f64 {
    let mut y = vec![x; 2];
    for _ in 0..steps {
        let weather: Weather = weather();
        y = drift(&y, &weather);
        y[0] += weather.gusts[1] * y[1];
    }
    y[0]
}

#[grad(hvp)]
fn in_weather_with_checkpoints(x: f64, steps: usize) -> f64 {
    let mut y = vec![x; 2];
    #[checkpoint(levels = 2)]
    for _ in 0..steps {
        let weather: Weather = weather();
        y = drift(&y, &weather);
        y[0] += weather.gusts[1] * y[1];
    }
    y[0]
}

/// What is recorded of such a type is read where it is, and recorded once nothing reads it in its
/// iteration.
#[test]
fn values_of_foreign_types_are_recorded() {
    for steps in [0, 1, 2, 7] {
        let from_the_start = |run: &dyn Fn() -> (f64, f64)| {
            ASKED.set(0);
            (run(), ASKED.get())
        };
        let ((value, along), asked) = from_the_start(&|| in_weather_jvp(0.4, steps, 1.0));
        for ((again, x_bar), asked_again) in [
            from_the_start(&|| in_weather_vjp(0.4, steps, 1.0)),
            from_the_start(&|| in_weather_with_checkpoints_vjp(0.4, steps, 1.0)),
        ] {
            assert_eq!((again.to_bits(), asked_again), (value.to_bits(), asked));
            assert!((x_bar - along).abs() <= 1e-13 * along.abs().max(1.0), "{x_bar} and {along}");
        }
    }
}
