//! A damped pendulum, whose length is found from when it swings where.

use autodiff::{Differentiable, check, grad};

/// Ordinary differential equations, as the crates that solve them have them.
trait Ode<State> {
    fn diff(&self, t: f64, y: &State, dydt: &mut State);
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct Pendulum {
    length: f64,
    damping: f64,
}

#[grad(hvp)]
impl Ode<[f64; 2]> for Pendulum {
    fn diff(&self, _t: f64, y: &[f64; 2], dydt: &mut [f64; 2]) {
        let [angle, speed] = *y;
        dydt[0] = speed;
        dydt[1] = -9.81 / self.length * angle.sin() - self.damping * speed;
    }
}

/// A step of the method of Runge and Kutta.
#[grad(hvp)]
fn rk4(pendulum: &Pendulum, t: f64, y: [f64; 2], h: f64) -> [f64; 2] {
    let (mut k1, mut k2, mut k3, mut k4) = ([0.0; 2], [0.0; 2], [0.0; 2], [0.0; 2]);
    pendulum.diff(t, &y, &mut k1);
    pendulum.diff(t + h / 2.0, &[y[0] + h / 2.0 * k1[0], y[1] + h / 2.0 * k1[1]], &mut k2);
    pendulum.diff(t + h / 2.0, &[y[0] + h / 2.0 * k2[0], y[1] + h / 2.0 * k2[1]], &mut k3);
    pendulum.diff(t + h, &[y[0] + h * k3[0], y[1] + h * k3[1]], &mut k4);
    let mut next = y;
    for i in 0..2 {
        next[i] += h / 6.0 * (k1[i] + 2.0 * k2[i] + 2.0 * k3[i] + k4[i]);
    }
    next
}

/// The angles at equal distances of time.
#[grad(hvp)]
fn angles(pendulum: &Pendulum, start: [f64; 2], h: f64, count: usize) -> Vec<f64> {
    let mut y = start;
    let mut angles = Vec::with_capacity(count);
    for step in 0..count {
        y = rk4(pendulum, step as f64 * h, y, h);
        angles.push(y[0]);
    }
    angles
}

/// The sum of the squared residuals.
#[grad(hvp)]
fn misfit(pendulum: &Pendulum, start: [f64; 2], h: f64, #[constant] measured: &[f64]) -> f64 {
    let simulated = angles(pendulum, start, h, measured.len());
    simulated.iter().zip(measured).map(|(a, b)| (a - b).powi(2)).sum()
}

pub(crate) fn run() {
    let (start, h) = ([0.8, 0.0], 0.05);
    let measured = angles(&Pendulum { length: 1.3, damping: 0.25 }, start, h, 40);
    let mut guess = Pendulum { length: 1.0, damping: 0.0 };
    check!(
        misfit(
            &guess,
            start,
            h,
            #[constant]
            &measured
        ),
        hvp
    );
    for _ in 0..20 {
        guess = newton(&guess, start, h, &measured);
    }
    println!(
        "  pendulum                 length {:.6} m, damping {:.6} /s, from 40 angles",
        guess.length, guess.damping
    );
    assert!((guess.length - 1.3).abs() < 1e-9 && (guess.damping - 0.25).abs() < 1e-9);
}

/// A step of Newton's method with the Hessian of two products, damped.
fn newton(at: &Pendulum, start: [f64; 2], h: f64, measured: &[f64]) -> Pendulum {
    let along = |direction: &Pendulum| misfit_hvp(at, start, h, measured, direction, [0.0; 2], 0.0);
    let ((gradient, _, _), (first, _, _)) = along(&Pendulum { length: 1.0, damping: 0.0 });
    let (_, (second, _, _)) = along(&Pendulum { length: 0.0, damping: 1.0 });
    let determinant = first.length * second.damping - second.length * first.damping;
    if first.length <= 0.0 || determinant <= 0.0 {
        return Pendulum { length: at.length - 0.02 * gradient.length.signum(), damping: at.damping };
    }
    Pendulum {
        length: at.length - (second.damping * gradient.length - second.length * gradient.damping) / determinant,
        damping: at.damping - (first.length * gradient.damping - first.damping * gradient.length) / determinant,
    }
}
