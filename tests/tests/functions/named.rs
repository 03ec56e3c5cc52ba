//! Functions by their names.

use super::solvers::{simpson, simpson_jvp, simpson_primal, simpson_vjp_into, simpson_vjp_into_jvp};
use autodiff::{Differentiable, function, grad};
use autodiff_tests::data::agree;
use autodiff_tests::modes;

mod elsewhere {
    use autodiff::grad;

    #[grad(hvp)]
    pub(crate) fn density(x: f64) -> f64 {
        (-x * x).exp()
    }

    #[grad(hvp)]
    pub(crate) fn swing(t: f64, y: &[f64]) -> Vec<f64> {
        vec![y[1] * t, -y[0].sin()]
    }
}

use elsewhere::{density, density_jvp, density_vjp_into, density_vjp_into_jvp};

#[grad(hvp)]
fn chained(f: fn(f64) -> f64, g: &dyn Fn(f64) -> f64, x: f64) -> f64 {
    f(g(x))
}

#[grad(hvp)]
fn masses(a: f64, b: f64) -> f64 {
    simpson(density, a, b, 4) + simpson(&elsewhere::density, 0.0, a, 2) + chained(f64::sin, &f64::exp, a)
}

#[test]
fn paths() {
    let modes = modes!(masses, masses_jvp, masses_grad, masses_hvp, |at: (f64, f64), dot| (at.0, at.1), (dot.0, dot.1));
    agree("masses", &modes, &(0.3, 1.2));
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct Growth {
    rate: f64,
    capacity: f64,
}

#[grad(hvp)]
impl Growth {
    fn at(&self, n: f64) -> f64 {
        self.rate * n * (1.0 - n / self.capacity)
    }

    fn decay(n: f64) -> f64 {
        -0.3 * n * n
    }
}

#[grad(hvp)]
fn stepped(f: impl Fn(&Growth, f64) -> f64, growth: &Growth, n: f64) -> f64 {
    n + f(growth, n + 0.1 * f(growth, n))
}

#[grad(hvp)]
fn grown(growth: &Growth, n: f64) -> f64 {
    stepped(Growth::at, growth, n) * simpson(Growth::decay, 0.0, n, 2)
}

#[test]
fn methods() {
    let modes =
        modes!(grown, grown_jvp, grown_grad, grown_hvp, |at: (Growth, f64), dot| (&at.0, at.1), (&dot.0, dot.1));
    agree("grown", &modes, &(Growth { rate: 0.7, capacity: 3.0 }, 1.2));
}

#[grad(hvp)]
fn euler(f: &impl Fn(f64, &[f64]) -> Vec<f64>, y: &[f64], h: f64) -> Vec<f64> {
    let mut y = y.to_vec();
    for i in 0..3 {
        let k = f(i as f64 * h, &y);
        for (y, k) in y.iter_mut().zip(&k) {
            *y += h * k;
        }
    }
    y
}

#[grad(hvp)]
fn swung(y: &[f64], h: f64) -> f64 {
    let y: Vec<f64> = euler(&elsewhere::swing, y, h);
    y[0] * y[1]
}

#[test]
fn memory() {
    let modes =
        modes!(swung, swung_jvp, swung_grad, swung_hvp, |at: (Vec<f64>, f64), dot| (&at.0, at.1), (&dot.0, dot.1));
    agree("swung", &modes, &(vec![0.4, 1.1], 0.3));
}

/// Constants, whether they are written in the call or named.
#[grad(hvp)]
fn weighted(#[constant] f: impl Fn(f64) -> f64, #[constant] g: fn(f64) -> f64, x: f64) -> f64 {
    x * x * f(2.0) + x * g(0.5)
}

fn half(x: f64) -> f64 {
    0.5 * x
}

#[grad(hvp)]
fn of_constants(x: f64, n: usize) -> f64 {
    weighted(
        #[constant]
        |t| t * n as f64,
        #[constant]
        half,
        x,
    )
}

#[test]
fn constants() {
    let modes =
        modes!(of_constants, of_constants_jvp, of_constants_grad, of_constants_hvp, |at: f64, dot| (*at, 3), (*dot));
    agree("of constants", &modes, &1.2);
    let (_, da, _) = super::solvers::simpson_grad(&function!(|x: f64| half_of(x)), 0.2, 1.0, 4);
    assert!((da + half_of(0.2)).abs() < 1e-12);
}

#[grad]
fn half_of(x: f64) -> f64 {
    0.5 * x
}
