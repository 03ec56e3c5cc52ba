//! Names that tell nothing: functions called as types are, what a `use` in the body brings; how
//! a method takes its receiver.

use autodiff::{Differentiable, check, grad};

mod statistics {
    use autodiff::grad;

    #[grad(hvp)]
    pub fn Density(x: f64) -> f64 {
        (-0.5 * x * x).exp()
    }

    #[grad(hvp)]
    pub fn smooth(x: f64) -> f64 {
        x * x.tanh()
    }

    pub mod tails {
        use autodiff::grad;

        #[grad(hvp)]
        pub fn upper(x: f64) -> f64 {
            1.0 / (1.0 + x.exp())
        }
    }
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct Pair(f64, f64);

/// The normal distribution, nearly.
#[grad(hvp)]
fn N(x: f64) -> f64 {
    0.5 * (1.0 + (0.8 * x + 0.04 * x * x * x).tanh())
}

#[grad(hvp)]
fn T2_pressure(p: f64) -> f64 {
    572.5 + ((p + 13.9) / 0.7).sqrt()
}

#[grad(hvp)]
fn option_price(s: f64, k: f64, t: f64) -> f64 {
    let d1 = ((s / k).ln() + 0.5 * t) / t.sqrt();
    let d2 = d1 - t.sqrt();
    s * N(d1) - k * N(d2)
}

#[grad(hvp)]
fn Gamma(x: f64) -> f64 {
    x * x.ln()
}

#[grad(hvp)]
fn F(x: f64, y: f64) -> (f64, f64) {
    (x * y, x + y.sin())
}

/// No constructor makes a tuple.
#[grad(hvp)]
fn taken_apart(x: f64, y: f64) -> f64 {
    let (a, b) = F(x, y);
    let (c, d): (f64, f64) = F(b, a);
    a * b - c * d
}

/// Operands are numbers.
#[grad(hvp)]
fn in_formulas(x: f64) -> f64 {
    -Gamma(x) / Gamma(2.0 * x) + Gamma(x + 1.0).sqrt()
}

/// What a function gives is handed on, beside what a constructor makes.
#[grad(hvp)]
fn beside_a_constructor(x: f64) -> f64 {
    use statistics::Density;
    let p = Pair(N(x), T2_pressure(2.0));
    let d = Density(p.0);
    statistics::smooth(d + 0.5) * p.1 + N(3.0)
}

#[grad(hvp)]
fn imported(x: f64) -> f64 {
    use statistics::tails::upper;
    use statistics::{smooth as s, tails};
    s(x) * upper(x) + tails::upper(s(2.0 * x))
}

#[derive(Clone, Debug, Differentiable)]
enum Law {
    Linear(f64),
    Square { a: f64 },
    Nothing,
}

#[grad(hvp)]
fn of_variants(x: f64) -> f64 {
    use Law::*;
    let law = if x > 1.0 { Linear(x) } else { Square { a: x * x } };
    match law {
        Linear(a) => a * x,
        Square { a } => a * x * x,
        Nothing => 0.0,
    }
}

#[test]
fn functions_that_are_called_as_types_are() {
    check!(option_price(1.3, 1.1, 0.6), hvp);
    check!(beside_a_constructor(0.4), hvp);
    check!(imported(0.7), hvp);
    check!(taken_apart(0.7, 1.3), hvp);
    check!(in_formulas(1.4), hvp);
    check!(of_variants(1.4), hvp);
    check!(of_variants(0.4), hvp);
}

#[derive(Clone, Debug, Differentiable)]
struct Spline {
    a: f64,
    knots: Vec<f64>,
}

#[derive(Clone, Debug, Differentiable)]
struct Curve {
    x: Spline,
    y: Spline,
}

trait Height {
    fn height(self, t: f64) -> f64;
}

#[grad(hvp)]
impl Height for Spline {
    fn height(self, t: f64) -> f64 {
        self.knots[1] * t * self.a
    }
}

#[grad(hvp)]
impl Spline {
    fn value(self: Self, t: f64) -> f64 {
        self.a * t * t + self.knots[0]
    }

    fn slope(self: &Spline, t: f64) -> f64 {
        2.0 * self.a * t
    }

    fn scaled(mut self: Spline, k: f64) -> f64 {
        self.a *= k;
        self.a * self.knots[0] * k
    }
}

#[grad(hvp)]
impl Curve {
    fn moved(mut self, t: f64) -> f64 {
        self.x.a *= t;
        self.x.value(t)
    }

    fn squared(self, t: f64) -> f64 {
        let (dx, y) = (self.x.slope(t), self.y);
        self.x.value(t).powi(2) + y.height(dx)
    }
}

#[grad(hvp)]
fn of_some(s: Option<Box<Curve>>, t: f64) -> f64 {
    match s {
        Some(c) => c.moved(t),
        None => t,
    }
}

#[grad(hvp)]
fn length(c: Curve, t: f64) -> f64 {
    c.x.value(t) * c.y.scaled(t)
}

#[grad(hvp)]
fn of_curve(c: &Curve, t: f64) -> f64 {
    c.clone().squared(t) * c.clone().moved(t)
}

#[grad(hvp)]
fn through_all(splines: Vec<Spline>, t: f64) -> f64 {
    let mut y = t;
    for s in splines {
        y += s.value(y);
    }
    y
}

#[test]
fn what_is_taken_by_value_is_taken_from_a_part() {
    let spline = |a: f64| Spline { a, knots: vec![0.3, 0.7] };
    let curve = Curve { x: spline(0.8), y: spline(-0.4) };
    check!(length(curve.clone(), 1.3), hvp);
    check!(of_curve(&curve, 1.3), hvp);
    check!(of_some(Some(Box::new(curve.clone())), 1.3), hvp);
    check!(through_all(vec![spline(0.2), spline(0.5)], 0.6), hvp);
}
