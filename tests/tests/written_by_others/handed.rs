//! What functions give: pairs of closures, values of one's own that are computed with at once;
//! constants and conditions inside.

use autodiff::{Differentiable, check, grad};
use std::ops::{Add, Mul};

#[grad]
fn with_slope(c: &[f64], x: f64) -> (f64, f64) {
    (c[0] * x * x - c[1], 2.0 * c[0] * x)
}

#[grad]
fn of_root(k: f64, x: f64) -> (f64, f64) {
    (x * x * x - k, 3.0 * x * x)
}

#[grad]
fn newton(f: &impl Fn(f64) -> (f64, f64), start: f64) -> f64 {
    let mut x = start;
    for _ in 0..5 {
        let (y, slope) = f(x);
        x -= y / slope;
    }
    x
}

#[grad]
fn roots(c: &[f64], k: f64) -> f64 {
    let of_row = |x| with_slope(c, x);
    newton(&of_row, 1.0) * newton(&|x| of_root(k, x), 1.5)
}

#[test]
fn closures_give_what_a_function_gives() {
    check!(roots(&[1.3, 0.8], 2.7));
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct Load {
    force: f64,
    moment: f64,
}

#[grad]
impl Add for Load {
    type Output = Load;

    fn add(self, other: Load) -> Load {
        Load { force: self.force + other.force, moment: self.moment + other.moment }
    }
}

#[grad]
impl Mul<f64> for Load {
    type Output = Load;

    fn mul(self, k: f64) -> Load {
        Load { force: self.force * k, moment: self.moment * k }
    }
}

#[grad]
impl Load {
    fn size(&self) -> f64 {
        (self.force * self.force + self.moment * self.moment).sqrt()
    }
}

#[grad]
fn at_distance(force: f64, arm: f64) -> Load {
    Load { force, moment: force * arm }
}

#[grad]
fn stress(load: &Load) -> f64 {
    load.force * load.force + 0.3 * load.moment
}

#[grad]
fn beam(force: f64, arm: f64) -> f64 {
    stress(&(at_distance(force, arm) + at_distance(0.5 * force, arm * arm)))
}

#[grad]
fn truss(force: f64, arm: f64) -> f64 {
    let first = at_distance(force, arm);
    (first * 0.7 + at_distance(force, 0.3) * arm * first.size()).size()
}

#[test]
fn sums_of_results_are_lent() {
    check!(beam(1.4, 0.6));
    check!(truss(1.4, 0.6));
}

/// A complex number of somebody who has no operators for it.
#[derive(Clone, Copy, Debug, Differentiable)]
struct Phasor {
    re: f64,
    im: f64,
}

const J: Phasor = Phasor { re: 0.0, im: 1.0 };

#[grad]
impl Phasor {
    fn scale(self, k: f64) -> Phasor {
        Phasor { re: self.re * k, im: self.im * k }
    }

    fn mul(self, other: Phasor) -> Phasor {
        Phasor { re: self.re * other.re - self.im * other.im, im: self.re * other.im + self.im * other.re }
    }

    fn exp(self) -> Phasor {
        let size = self.re.exp();
        Phasor { re: size * self.im.cos(), im: size * self.im.sin() }
    }
}

#[grad]
fn damped(w: f64, k: f64) -> f64 {
    let turned = J.scale(-w).exp().mul(J.scale(k));
    turned.mul(J.scale(w)).re
}

/// The function tells nothing of `Phasor` that `type Phasor = f64` would not.
#[grad]
fn turned(z: Phasor, w: f64) -> Phasor {
    J.mul(z).scale(w).mul(z).exp()
}

#[test]
fn methods_by_the_names_of_those_of_floats() {
    check!(damped(0.7, 1.3));
    check!(turned(Phasor { re: 0.3, im: -0.4 }, 0.8));
}

struct Knots {
    x: Vec<f64>,
    y: Vec<f64>,
}

#[grad]
fn between(left: f64, right: f64, w: f64) -> f64 {
    left + (right - left) * w * w
}

#[grad]
impl Knots {
    fn at(#[constant] &self, x: f64, w: f64) -> f64 {
        let i = self.x[1..self.x.len() - 1].partition_point(|&knot| knot < x);
        between(self.y[i], self.y[i + 1], w) * x
    }
}

#[derive(Clone, Debug, Differentiable)]
struct Curve {
    x: Vec<f64>,
    y: Vec<f64>,
}

#[grad]
impl Curve {
    fn at(&self, x: f64) -> f64 {
        let i = self.x[1..self.x.len() - 1].partition_point(|&knot| knot < x);
        between(self.x[i], self.x[i + 1], x) * self.y[i]
    }
}

#[test]
fn what_a_range_of_a_field_holds_are_its_elements() {
    let (x, y) = (vec![0.0, 0.7, 1.3, 2.0], vec![0.4, 0.9, 0.2, 0.6]);
    let knots = Knots { x: x.clone(), y: y.clone() };
    check!(Knots::at(
        #[constant]
        &knots,
        1.1,
        0.3
    ));
    check!(Curve::at(&Curve { x, y }, 1.1));
}

#[grad]
fn viscosity(t: f64, cold: bool) -> f64 {
    if cold {
        const SCALE: f64 = 1.7;
        const POWER: f64 = 0.5;
        SCALE * t.powf(POWER)
    } else {
        const SCALE: f64 = 0.4;
        (SCALE * t).exp()
    }
}

#[test]
fn constants_of_two_blocks_have_one_name() {
    check!(viscosity(1.2, true));
    check!(viscosity(1.2, false));
}

#[derive(Clone, Debug, Differentiable)]
struct Tank {
    level: f64,
}

#[grad]
impl Tank {
    fn drain(&mut self, rate: f64) {
        #[cfg(any())]
        {
            self.level -= rate;
        }
        #[cfg(all())]
        {
            self.level -= rate * self.level.sqrt();
        }
    }

    fn pressure(&self) -> f64 {
        9.81 * self.level
    }
}

#[grad]
fn after(tank: &Tank, rate: f64) -> f64 {
    let mut tank = tank.clone();
    tank.drain(rate);
    tank.drain(0.5 * rate);
    tank.pressure()
}

#[test]
fn methods_with_conditions_inside() {
    check!(after(&Tank { level: 2.0 }, 0.3));
}

/// A function of the names that `check!` has inside.
#[grad]
fn at(seed: f64) -> f64 {
    seed * seed
}

#[test]
fn a_function_is_called_as_the_check_calls_its_own() {
    check!(at(0.7));
}

#[grad]
fn product(factors: &[f64]) -> f64 {
    factors.iter().copied().fold(1.0, f64::mul) + factors[0].mul(factors[1])
}

#[test]
fn operators_by_their_names() {
    check!(product(&[0.7, 1.3, -0.4]));
}
