//! What the programs of `examples/` found that use types of other crates, and outcomes that
//! only say whether something has been filled.
#![allow(missing_docs, clippy::all, clippy::pedantic, reason = "written as people write it")]

use autodiff::{Differentiable, check, grad};
use nalgebra::{Matrix1, Vector2};
use num_complex::Complex;

type State = Vector2<f64>;
type Time = f64;

#[derive(Clone, Debug, Differentiable)]
struct Spring {
    k: f64,
}

#[grad(hvp)]
impl Spring {
    fn system(&self, t: Time, y: &State, dy: &mut State) {
        dy[0] = y[1];
        dy[1] = -self.k * y[0] + 0.1 * t * t;
    }

    fn energy(&self, y: &State, total: &mut f64) {
        *total += 0.5 * self.k * y[0] * y[0] + 0.5 * y[1] * y[1];
    }

    fn checked(&self, y: &State, total: &mut f64) -> Result<(), String> {
        if self.k < 0.0 {
            return Err("negative".to_owned());
        }
        self.energy(y, total);
        Ok(())
    }
}

/// Variables that begin with a constant, of a type that is not written, and that a method fills.
#[grad(hvp)]
fn filled(spring: &Spring, y0: &State, h: Time, steps: usize) -> f64 {
    let mut y = *y0;
    let mut t = 0.0;
    let (mut k1, mut k2) = (State::zeros(), State::zeros());
    for _ in 0..steps {
        spring.system(t, &y, &mut k1);
        spring.system(t + 0.5 * h, &(y + k1 * (0.5 * h)), &mut k2);
        y += (k1 + k2 * 2.0) * (h / 3.0);
        t += h;
    }
    y.norm_squared()
}

/// A number is lent to a method.
#[grad(hvp)]
fn lent(spring: &Spring, y: &State) -> f64 {
    let mut total = 0.3;
    spring.energy(y, &mut total);
    spring.energy(&(y * 2.0), &mut total);
    total * total
}

/// A result without a float, asked by `?`.
#[grad(hvp)]
fn asked(spring: &Spring, y: &State) -> Result<f64, String> {
    let mut total = 0.0;
    spring.checked(y, &mut total)?;
    Ok(total * total)
}

/// The same, unwrapped.
#[grad(hvp)]
fn unwrapped(spring: &Spring, y: &State) -> f64 {
    let mut total = 1.0;
    spring.checked(y, &mut total).unwrap();
    total.ln()
}

/// A number over what a constructor gives.
#[grad(hvp)]
fn admittance(r: f64, c: f64) -> f64 {
    let z = 1.0 / (1.0 / Complex::new(r, 0.0) + Complex::new(0.0, 2.0 * c));
    z.norm()
}

#[derive(Clone, Debug, Differentiable)]
enum Part {
    Resistor(f64),
    Capacitor(f64),
}

#[grad(hvp)]
impl Part {
    fn impedance(&self, omega: f64) -> Complex<f64> {
        match self {
            Part::Resistor(r) => Complex::new(*r, 0.0),
            Part::Capacitor(c) => 1.0 / Complex::new(0.0, omega * c),
        }
    }
}

#[derive(Clone, Debug, Differentiable)]
struct Chain {
    pairs: Vec<(Part, Part)>,
    weights: (f64, f64),
    steps: Vec<(f64, f64)>,
}

/// Tuples that a type holds, taken apart.
#[grad(hvp)]
fn chained(chain: &Chain, omega: f64) -> f64 {
    let (first, second) = chain.weights;
    let mut z = Complex::new(first, second);
    for (a, b) in chain.pairs.iter().rev() {
        z += a.impedance(omega) * b.impedance(omega);
    }
    let mut sum = z.norm_sqr();
    for &(from, to) in &chain.steps {
        sum += from * to;
    }
    sum
}

/// Components of data that are only parts of it.
#[grad(hvp)]
fn projected(p: &nalgebra::Vector3<f64>, shift: &nalgebra::Vector3<f64>) -> f64 {
    let p = p + shift;
    let p = Vector2::new(-p.x / p.z, -p.y / p.z);
    let r2 = p.norm_squared();
    (p * (1.0 + r2)).norm()
}

const START: [f64; 2] = [0.5, 0.6];

#[grad(hvp)]
fn put(v: &mut [f64], x: f64) {
    v[0] = x * x;
}

/// A variable begins with a constant whose type is not seen, and a function fills it.
#[grad(hvp)]
fn begun(x: f64) -> f64 {
    let mut v = START;
    put(&mut v, x);
    v[0] * v[1]
}

#[grad(hvp)]
fn of_one(x: f64) -> f64 {
    let s = Matrix1::new(x * x) + Matrix1::new(1.0);
    s.determinant().ln()
}

#[test]
fn all() {
    let (spring, y) = (Spring { k: 1.7 }, State::new(0.4, -0.9));
    check!(filled(&spring, &y, 0.1, 5), hvp);
    check!(lent(&spring, &y), hvp);
    check!(asked(&spring, &y));
    assert!(asked(&Spring { k: -1.0 }, &y).is_err());
    check!(unwrapped(&spring, &y), hvp);
    check!(admittance(1.3, 0.4), hvp);
    let chain = Chain {
        pairs: vec![(Part::Resistor(0.7), Part::Capacitor(1.2)), (Part::Capacitor(0.6), Part::Resistor(0.3))],
        weights: (0.4, -0.2),
        steps: vec![(0.5, 1.5), (-0.7, 0.2)],
    };
    check!(chained(&chain, 0.9), hvp);
    check!(projected(&nalgebra::Vector3::new(0.3, -0.5, 1.4), &nalgebra::Vector3::new(0.1, 0.2, 0.3)), hvp);
    check!(begun(0.8), hvp);
    check!(of_one(0.8), hvp);
}
