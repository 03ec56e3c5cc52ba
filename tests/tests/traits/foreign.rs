//! Traits that have no room for companions: of a solver, an optimiser, a distribution.

use autodiff::{Differentiable, grad};
use autodiff_tests::directions::{Modes, check};

trait System<V> {
    fn system(&self, t: f64, y: &V, dy: &mut V);

    fn solout(&mut self, _t: f64) -> bool {
        false
    }
}

#[derive(Clone, Debug, Differentiable)]
struct Lorenz {
    sigma: f64,
    rho: f64,
    beta: f64,
}

#[grad(hvp)]
impl System<[f64; 3]> for Lorenz {
    fn system(&self, t: f64, y: &[f64; 3], dy: &mut [f64; 3]) {
        dy[0] = self.sigma * (y[1] - y[0]) + t;
        dy[1] = y[0] * (self.rho - y[2]) - y[1];
        dy[2] = y[0] * y[1] - self.beta * y[2];
    }
}

#[grad(hvp)]
impl Lorenz {
    fn run(&self, start: &[f64; 3], dt: f64) -> f64 {
        let mut y = *start;
        for k in 0..5 {
            let mut dy = [0.0; 3];
            self.system(k as f64 * dt, &y, &mut dy);
            for i in 0..3 {
                y[i] += dt * dy[i];
            }
        }
        y[0] * y[1] + y[2]
    }
}

#[test]
fn a_system_of_equations() {
    check(
        &(Lorenz { sigma: 2.0, rho: 1.5, beta: 0.7 }, [1.0, 0.5, 0.2], 0.05),
        &Modes {
            value: |(l, y, dt)| l.run(y, *dt),
            gradient: |(l, y, dt)| l.run_grad(y, *dt),
            tangent: |(l, y, dt), (dl, dy, d)| l.run_jvp(y, *dt, dl, dy, *d).1,
            hessian: Some(|(l, y, dt), (dl, dy, d)| l.run_hvp(y, *dt, dl, dy, *d).1),
        },
    );
}

trait CostFunction {
    type Param;
    type Output;

    fn cost(&self, p: &Self::Param) -> Self::Output;
}

/// A problem whose data are constants.
struct Rosenbrock {
    a: f64,
    b: f64,
}

#[grad(hvp)]
impl CostFunction for Rosenbrock {
    type Param = Vec<f64>;
    type Output = f64;

    fn cost(#[constant] &self, p: &Self::Param) -> Self::Output {
        (self.a - p[0]).powi(2) + self.b * (p[1] - p[0].powi(2)).powi(2)
    }
}

#[test]
fn a_cost_function() {
    check(
        &vec![1.2, 1.0],
        &Modes {
            value: |p| Rosenbrock { a: 1.0, b: 10.0 }.cost(p),
            gradient: |p| Rosenbrock { a: 1.0, b: 10.0 }.cost_grad(p),
            tangent: |p, dp| Rosenbrock { a: 1.0, b: 10.0 }.cost_jvp(p, dp).1,
            hessian: Some(|p, dp| Rosenbrock { a: 1.0, b: 10.0 }.cost_hvp(p, dp).1),
        },
    );
}

trait Continuous<K, T> {
    fn pdf(&self, x: K) -> T;
    fn ln_pdf(&self, x: K) -> T;
}

#[derive(Clone, Debug, Differentiable)]
struct Normal {
    mean: f64,
    std_dev: f64,
}

#[grad(hvp)]
impl Continuous<f64, f64> for Normal {
    fn pdf(&self, x: f64) -> f64 {
        let d = (x - self.mean) / self.std_dev;
        (-0.5 * d * d).exp() / ((2.0 * std::f64::consts::PI).sqrt() * self.std_dev)
    }

    fn ln_pdf(&self, x: f64) -> f64 {
        let d = (x - self.mean) / self.std_dev;
        (-0.5 * d * d) - (2.0 * std::f64::consts::PI).sqrt().ln() - self.std_dev.ln()
    }
}

#[grad(hvp)]
fn likelihood(of: &Normal, data: &[f64; 2]) -> f64 {
    data.iter().map(|x| of.ln_pdf(*x)).sum::<f64>() + of.pdf(data[0])
}

#[test]
fn a_distribution() {
    check(
        &(Normal { mean: 0.2, std_dev: 1.3 }, [0.1, 0.7]),
        &Modes {
            value: |(n, x)| likelihood(n, x),
            gradient: |(n, x)| likelihood_grad(n, x),
            tangent: |(n, x), (dn, dx)| likelihood_jvp(n, x, dn, dx).1,
            hessian: Some(|(n, x), (dn, dx)| likelihood_hvp(n, x, dn, dx).1),
        },
    );
}

/// Two traits with a method of one name.
trait Area {
    fn of(&self, x: f64) -> f64;
}

trait Length {
    const UNIT: f64;
    fn of(&self, x: f64) -> f64;
}

#[derive(Clone, Debug, Differentiable)]
struct Square {
    k: f64,
}

#[grad]
impl Area for Square {
    #[grad(name = "area_of")]
    fn of(&self, x: f64) -> f64 {
        self.k * x * x
    }
}

#[grad]
impl Length for Square {
    const UNIT: f64 = 4.0;

    #[grad(name = "length_of")]
    fn of(&self, x: f64) -> f64 {
        Self::UNIT * self.k * x
    }
}

#[test]
fn two_methods_of_one_name() {
    let square = Square { k: 2.0 };
    let ((area, x), (length, y)) = (square.area_of_grad(3.0), square.length_of_grad(3.0));
    assert_eq!((area.k, x, length.k, y), (9.0, 12.0, 12.0, 8.0));
}

/// The companions stand in an `impl Morse`, which has no `F`.
trait Potential<F> {
    fn energy(&self, r: F) -> F;
    fn force(&self, r: F) -> F;
}

struct Morse {
    depth: f64,
}

#[grad(hvp)]
impl<F: num_traits::Float> Potential<F> for Morse {
    fn energy(#[constant] &self, r: F) -> F {
        F::from(self.depth).unwrap() * (F::one() - (-r).exp()).powi(2)
    }

    fn force(#[constant] &self, r: F) -> F {
        -r * self.energy(r)
    }
}

#[derive(Clone, Differentiable)]
struct Line {
    slope: f64,
}

trait Over<T> {
    fn over(&self, xs: T) -> f64;
}

#[grad(hvp)]
impl<const N: usize> Over<[f64; N]> for Line {
    fn over(&self, xs: [f64; N]) -> f64 {
        let mut s = 0.0;
        for x in xs {
            s += self.slope * x * x;
        }
        s
    }
}

#[test]
fn parameters_of_the_trait_alone() {
    autodiff::check!(Line::over(&Line { slope: 0.7 }, [0.3, 0.4]), hvp);
    let (at, h) = (0.8, 1e-5);
    let (value, slope) = Morse { depth: 1.5 }.force_value_and_grad(at);
    let by = |x: f64| Morse { depth: 1.5 }.force(x);
    assert_eq!(value, by(at));
    assert!((slope - (by(at + h) - by(at - h)) / (2.0 * h)).abs() < 1e-8);
    assert_eq!(Morse { depth: 1.5 }.force_hvp(at, 1.0).0, slope);
}
