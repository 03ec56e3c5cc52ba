//! Traits: those of others, members, associated items, code over any model.

use autodiff::{Differentiable, check, grad};

/// A trait of somebody else.
trait Cost {
    type Param;
    const WEIGHT: f64;
    fn cost(&self, p: &Self::Param) -> f64;
    fn name(&self) -> &'static str {
        "cost"
    }
}

#[derive(Clone, Debug, Differentiable)]
struct Parabola {
    k: f64,
}

#[grad(hvp)]
impl Cost for Parabola {
    type Param = Vec<f64>;
    const WEIGHT: f64 = 1.5;

    fn cost(&self, p: &Self::Param) -> f64 {
        Self::WEIGHT * self.k * p.iter().map(|x| x * x).sum::<f64>()
    }
}

#[derive(Clone, Debug, Differentiable)]
struct Valley {
    a: f64,
    b: f64,
}

#[grad(hvp)]
impl Cost for Valley {
    type Param = [f64; 2];
    const WEIGHT: f64 = 1.0;

    fn cost(&self, p: &[f64; 2]) -> f64 {
        let [x, y] = *p;
        (self.a - x).powi(2) + self.b * (y - x * x).powi(2)
    }
}

#[grad(hvp)]
trait Activation {
    fn apply(&self, x: f64) -> f64;

    fn twice(&self, x: f64) -> f64 {
        self.apply(self.apply(x))
    }
}

#[derive(Clone, Debug, Differentiable)]
struct Leaky {
    slope: f64,
}

#[derive(Clone, Debug, Differentiable)]
struct Swish {
    beta: f64,
}

#[grad(hvp, members)]
impl Activation for Leaky {
    fn apply(&self, x: f64) -> f64 {
        if x > 0.0 { x } else { self.slope * x }
    }
}

#[grad(hvp, members)]
impl Activation for Swish {
    fn apply(&self, x: f64) -> f64 {
        x / (1.0 + (-self.beta * x).exp())
    }
}

#[grad(hvp)]
fn layer<A: Activation + Differentiable>(a: &A, w: &[f64], x: f64) -> f64 {
    w.iter().map(|w| a.apply(w * x)).sum()
}

#[grad(hvp)]
fn deep<A: Activation + Differentiable>(a: &A, x: f64, n: usize) -> f64 {
    let mut y = x;
    for _ in 0..n {
        y = a.twice(y) + x;
    }
    y
}

#[derive(Clone, Debug, Differentiable)]
struct Net<A, B> {
    first: A,
    second: B,
    gain: f64,
}

#[grad(hvp)]
impl<A: Activation + Differentiable, B: Activation + Differentiable> Net<A, B> {
    fn run(&self, x: f64) -> f64 {
        self.gain * self.second.apply(self.first.apply(x))
    }
}

#[grad(hvp)]
fn two_costs(p: &Parabola, v: &Valley, x: f64) -> f64 {
    p.cost(&vec![x, 2.0 * x]) + v.cost(&[x, x * x * x])
}

/// One of many, told apart by an associated constant.
#[grad(hvp)]
trait Kernel {
    const POWER: i32;
    fn at(&self, r: f64) -> f64;
}

#[derive(Clone, Debug, Differentiable)]
struct Inverse(f64);

#[grad(hvp, members)]
impl Kernel for Inverse {
    const POWER: i32 = -2;

    fn at(&self, r: f64) -> f64 {
        self.0 * r.powi(Self::POWER)
    }
}

#[grad(hvp)]
fn pairs<K: Kernel + Differentiable>(kernel: &K, x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in 0..x.len() {
        for j in 0..i {
            sum += kernel.at(x[i] - x[j]);
        }
    }
    sum
}

/// Methods that floats have by a trait of one's own.
#[grad(hvp)]
trait Smooth: Copy {
    fn logistic(self) -> f64;
    fn squared(self) -> Self;
    fn towards(self, other: Self, t: f64) -> Self;
    fn is_small(&self) -> bool;
    fn fourth(self) -> Self {
        self.squared().squared()
    }
}

#[grad(hvp, members)]
impl Smooth for f64 {
    fn logistic(self) -> f64 {
        1.0 / (1.0 + (-self).exp())
    }
    fn squared(self) -> Self {
        self * self
    }
    fn towards(self, other: Self, t: f64) -> Self {
        self + (other - self) * t
    }
    fn is_small(&self) -> bool {
        self.abs() < 1e-3
    }
}

#[grad(hvp)]
fn of_methods_of_floats(p: &Valley, x: f64) -> f64 {
    let u = (x - p.a).squared();
    if u.is_small() {
        return 0.0;
    }
    let v = p.b.logistic();
    u.towards(v.fourth(), x) + x.squared().squared() * 2.0_f64.squared()
}

#[grad(hvp)]
fn of_elements(x: &[f64]) -> f64 {
    let mut sum = x.iter().map(|x| x.squared()).sum::<f64>().logistic();
    for i in 0..x.len() {
        sum += (x[i] * i as f64).logistic();
    }
    sum
}

/// A function with its derivative by hand, under the name of its companion.
trait Curve {
    fn at(&self, x: f64) -> f64;
    fn at_grad(&self, x: f64) -> f64;
}

#[grad(hvp)]
impl Curve for Valley {
    fn at(&self, x: f64) -> f64 {
        (self.a - x).powi(2)
    }
    fn at_grad(&self, x: f64) -> f64 {
        10.0 * self.b * (x - self.a)
    }
}

#[test]
fn methods_keep_their_names() {
    let valley = Valley { a: 1.5, b: 5.0 };
    assert_eq!(valley.at_grad(2.5), 50.0);
    check!(Valley::at(&valley, 0.7));
    check!(Valley::at_grad(&valley, 0.7), hvp);
}

#[test]
fn methods_of_floats() {
    let valley = Valley { a: 1.2, b: 0.5 };
    check!(of_methods_of_floats(&valley, 0.7), hvp);
    check!(of_elements(&vec![0.4, -0.9, 0.3]), hvp);
}

#[test]
fn all() {
    let (parabola, valley) = (Parabola { k: 0.7 }, Valley { a: 1.2, b: 5.0 });
    check!(Parabola::cost(&parabola, &vec![0.4, -0.9]), hvp);
    check!(Valley::cost(&valley, &[0.4, -0.9]), hvp);
    check!(two_costs(&parabola, &valley, 0.6), hvp);
    let (leaky, swish) = (Leaky { slope: 0.1 }, Swish { beta: 1.3 });
    for x in [0.8, -0.6] {
        check!(Leaky::apply(&leaky, x), hvp);
        check!(Swish::twice(&swish, x), hvp);
        check!(layer(&leaky, &vec![0.4, -0.9], x), hvp);
        check!(layer(&swish, &vec![0.4, -0.9], x), hvp);
        check!(deep(&leaky, x, 3), hvp);
        check!(deep(&swish, x, 3), hvp);
        check!(Net::run(&Net { first: swish.clone(), second: leaky.clone(), gain: 0.7 }, x), hvp);
    }
    check!(pairs(&Inverse(0.4), &vec![0.1, 0.7, 1.9]), hvp);
    assert_eq!(parabola.name(), "cost");
}
