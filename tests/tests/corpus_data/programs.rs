//! What the programs of `examples/` found, each as small as it shows.

use autodiff::{Differentiable, check, grad};

#[derive(Clone, Copy, Debug, Differentiable)]
struct V {
    x: f64,
    y: f64,
}

#[grad(hvp)]
impl V {
    fn new(x: f64, y: f64) -> Self {
        V { x, y }
    }

    fn norm(self) -> f64 {
        self.x.hypot(self.y)
    }

    fn doubled(&self) -> Vec<f64> {
        vec![2.0 * self.x, self.y * self.y]
    }
}

#[grad(hvp)]
impl std::ops::Add for V {
    type Output = V;

    fn add(self, other: V) -> V {
        V { x: self.x + other.x, y: self.y + other.y }
    }
}

#[grad(hvp)]
impl std::ops::Mul<V> for f64 {
    type Output = V;

    fn mul(self, v: V) -> V {
        V { x: self * v.x, y: self * v.y }
    }
}

/// What a function of a type gives may be data: a float times it is a product of the user's.
#[grad(hvp)]
fn combined(a: f64, t: f64) -> V {
    let (sin, cos) = t.sin_cos();
    let p = V::new(cos, sin);
    let q = V::new(-sin, cos);
    a * p + t * q
}

#[grad(hvp)]
fn of_combined(a: f64, t: f64) -> f64 {
    combined(a, t).norm()
}

/// An assertion names `self`, which no `let` can bind.
#[grad(hvp)]
impl V {
    fn asserted(&self, n: f64) -> f64 {
        assert!(self.x > 0.0 && n > 0.0, "{} and {n}", self.x);
        assert_eq!(self.x, self.x);
        self.x.ln() * n
    }

    fn asserted_of_a_changed_self(mut self, n: f64) -> f64 {
        self.x *= n;
        assert!(self.x > 1.0, "{}", self.x);
        self.x * self.y
    }
}

#[grad(hvp)]
fn of_a_changed_self(v: &V, n: f64) -> f64 {
    v.asserted_of_a_changed_self(n)
}

#[derive(Clone, Debug, Differentiable)]
struct Body {
    m: f64,
    v: V,
}

impl Default for V {
    fn default() -> Self {
        V::ZERO
    }
}

impl V {
    const ZERO: V = V { x: 0.0, y: 0.0 };
}

#[grad(hvp)]
impl std::ops::AddAssign for V {
    fn add_assign(&mut self, other: V) {
        self.x += other.x;
        self.y += other.y;
    }
}

/// Only what comes after tells what a variable begins with.
#[grad(hvp)]
fn momentum(bodies: &[Body]) -> f64 {
    let mut sum = V::default();
    for body in bodies {
        sum = sum + body.m * body.v;
    }
    sum.norm()
}

#[grad(hvp)]
fn momentum_of_assignments(bodies: &[Body]) -> f64 {
    let mut sum = V::ZERO;
    for body in bodies {
        sum += body.m * body.v;
    }
    sum.norm()
}

#[grad(hvp)]
fn begun_at_a_constant(x: f64, y: f64) -> f64 {
    let mut v = V::default();
    v.x = x * y;
    v.y += x;
    v.x * v.y
}

#[grad(hvp)]
fn begun_at_a_constant_of_a_type(x: f64) -> f64 {
    let mut v: V = V::ZERO;
    for _ in 0..3 {
        v = v + x * V { x: 1.0, y: x };
    }
    v.x * v.y
}

/// An iterator over what a method gives.
#[grad(hvp)]
fn iterated(v: &V) -> f64 {
    let squares: Vec<f64> = v.doubled().iter().map(|x| x * x).collect();
    squares[0] * squares[1] + v.doubled().iter().sum::<f64>()
}

#[derive(Clone, Debug, Differentiable)]
struct Filter {
    gain: f64,
    state: f64,
}

#[grad(hvp)]
impl Filter {
    fn with_gain(gain: f64) -> Self {
        Filter { gain, state: 0.0 }
    }

    fn run(&mut self, x: f64) -> f64 {
        self.state += self.gain * (x - self.state);
        self.state
    }
}

/// What a function gives that is changed by its methods in a loop.
#[grad(hvp)]
fn run_in_a_loop(gain: f64, #[constant] input: &[f64], #[constant] wanted: &[f64]) -> f64 {
    let mut filter = Filter::with_gain(gain);
    let mut sum = 0.0;
    for (x, y) in input.iter().zip(wanted) {
        let error = filter.run(*x) - y;
        sum += error * error;
    }
    sum
}

#[derive(Clone, Debug, Differentiable)]
enum Expr {
    Const(f64),
    Root(Box<Expr>),
    Ratio(Box<Expr>, Box<Expr>),
}

/// An arm that leaves early, and one that chooses, at the end of a function.
#[grad(hvp)]
fn value(e: &Expr) -> Option<f64> {
    match e {
        Expr::Const(value) => Some(*value),
        Expr::Root(inner) => value(inner).map(|v| v.sqrt()),
        Expr::Ratio(a, b) => {
            let below = value(b)?;
            if below == 0.0 { None } else { Some(value(a)? / below) }
        }
    }
}

#[grad(hvp)]
fn of_value(e: &Expr) -> f64 {
    value(e).unwrap_or(7.0)
}

#[grad(hvp)]
fn checked(x: f64, y: f64) -> Result<f64, String> {
    let root: Result<f64, String> = if x < 0.0 { Err("negative".to_owned()) } else { Ok(x.sqrt()) };
    if y > 0.0 { Ok(root? * y) } else { Ok(y) }
}

#[grad(hvp)]
fn drag(speed: f64, k: f64) -> f64 {
    k * speed * speed
}

/// What a method gives goes to a function of scalars.
#[grad(hvp)]
fn handed_on(v: &V, k: f64) -> f64 {
    drag(v.norm(), k) + drag(V::new(k, v.x).norm(), 0.5)
}

#[grad(hvp)]
fn special_of_a_method(v: &V) -> f64 {
    autodiff::special::ln_gamma(v.norm()) * v.x
}

const PULL: f64 = 3.9;

/// The negation of a constant beside a part of what a call gives.
#[grad(hvp)]
fn pulled(x: f64, y: f64) -> f64 {
    let v = V::new(x, y);
    let cubed = v.norm().powi(3);
    -PULL * v.x / cubed
}

/// An array by a name with a number in it.
type Point<const N: usize> = [f64; N];

#[grad]
fn doubled(p: Point<2>) -> Result<Point<2>, String> {
    Ok([p[0] * p[1] - 1.0, p[0] + 2.0 * p[1].sin()])
}

#[test]
fn all() {
    check!(pulled(0.4, 0.9), hvp);
    check!(doubled([0.4, 0.9]));
    let v = V { x: 0.7, y: 1.3 };
    check!(combined(1.5, 0.4));
    check!(of_combined(1.5, 0.4), hvp);
    check!(V::asserted(&v, 2.0), hvp);
    check!(of_a_changed_self(&v, 2.0), hvp);
    let bodies = vec![Body { m: 0.5, v }, Body { m: 1.5, v: V { x: -0.4, y: 0.2 } }];
    check!(momentum(&bodies), hvp);
    check!(momentum_of_assignments(&bodies), hvp);
    check!(begun_at_a_constant(0.3, 0.7), hvp);
    check!(begun_at_a_constant_of_a_type(0.3), hvp);
    check!(iterated(&v), hvp);
    check!(
        run_in_a_loop(
            0.3,
            #[constant]
            &[1.0, 0.5, -0.2],
            #[constant]
            &[0.1, 0.2, 0.0]
        ),
        hvp
    );
    let boxed = |value| Box::new(Expr::Const(value));
    let ratio = Expr::Ratio(Box::new(Expr::Root(boxed(2.0))), boxed(0.7));
    check!(value(&ratio));
    check!(of_value(&ratio), hvp);
    check!(of_value(&Expr::Ratio(boxed(1.0), boxed(0.0))), hvp);
    check!(checked(2.0, 0.7));
    check!(checked(2.0, -0.7));
    assert!(checked(-2.0, 0.7).is_err());
    check!(handed_on(&v, 0.8), hvp);
    check!(special_of_a_method(&v), hvp);
}
