//! Companions that are members of the trait: code over any model is differentiated.

use autodiff::{Differentiable, grad};
use autodiff_tests::directions::{Modes, check};

#[grad(hvp)]
trait Model {
    const SCALE: f64;

    /// The value.
    fn value(&self, x: f64) -> f64;

    fn scaled(&self, x: f64) -> f64 {
        self.value(x) * x * Self::SCALE
    }

    fn step(&mut self, dt: f64) {
        let _ = dt;
    }

    fn on_grid(&self, x: &[f64]) -> Vec<f64>;

    fn order(&self) -> usize {
        2
    }

    fn weight(x: f64) -> f64 {
        x * x
    }

    #[no_grad]
    fn aside(&self, x: f64) -> f64 {
        x
    }
}

#[derive(Clone, Debug, Differentiable)]
struct Line {
    a: f64,
    b: f64,
}

#[grad(hvp, members)]
impl Model for Line {
    const SCALE: f64 = 2.0;

    fn value(&self, x: f64) -> f64 {
        self.a * x * x + self.b
    }

    fn step(&mut self, dt: f64) {
        self.a += dt * self.b;
    }

    fn on_grid(&self, x: &[f64]) -> Vec<f64> {
        let mut y = x.to_vec();
        for i in 0..x.len() {
            y[i] = self.value(x[i]);
        }
        y
    }
}

#[derive(Clone, Debug, Differentiable)]
struct Wave<const N: usize> {
    k: [f64; N],
}

#[grad(hvp, members)]
impl<const N: usize> Model for Wave<N> {
    const SCALE: f64 = 1.0;

    fn value(&self, x: f64) -> f64 {
        (self.k[N - 1] * x).sin()
    }

    fn scaled(&self, x: f64) -> f64 {
        self.k[0] * x
    }

    fn on_grid(&self, x: &[f64]) -> Vec<f64> {
        x.iter().map(|x| self.value(*x)).collect()
    }

    fn order(&self) -> usize {
        3
    }

    #[no_grad]
    fn aside(&self, x: f64) -> f64 {
        x + 1.0
    }
}

#[grad(hvp)]
fn loss<M: Model + Differentiable>(model: &M, x: f64) -> f64 {
    let mut model = model.clone();
    model.step(0.1);
    let d = model.value(x) - model.scaled(x);
    let y: Vec<f64> = model.on_grid(&[x, 2.0 * x]);
    let mut sum = 0.0;
    for _ in 0..model.order() {
        sum += model.value(x);
    }
    d * d + y[0] * y[1] + M::weight(x) + sum
}

fn check_loss<M: Model + Differentiable>(model: M) {
    check(
        &(model, 0.9),
        &Modes {
            value: |(m, x)| loss(m, *x),
            gradient: |(m, x)| loss_grad(m, *x),
            tangent: |(m, x), (dm, dx)| loss_jvp(m, *x, dm, *dx).1,
            hessian: Some(|(m, x), (dm, dx)| loss_hvp(m, *x, dm, *dx).1),
        },
    );
}

#[test]
fn any_model() {
    check_loss(Line { a: 0.3, b: 0.8 });
    check_loss(Wave { k: [0.3, 1.2] });
}

#[test]
fn companions_of_a_member_are_called_by_hand() {
    let line = Line { a: 0.3, b: 0.8 };
    let (along_line, along_x) = line.scaled_grad(2.0);
    assert_eq!((along_line.a, along_line.b), (16.0, 4.0));
    assert!((along_x - 2.0 * (3.0 * 0.3 * 4.0 + 0.8)).abs() < 1e-12);
    assert_eq!(Line::weight_grad(3.0), 6.0);
    // What the `impl` has instead of the trait's own.
    assert_eq!(Wave { k: [0.3, 1.2] }.scaled_grad(2.0).0.k, [2.0, 0.0]);
}

/// A method that is called as the gradient of another one is: it keeps its name.
#[grad]
trait Link {
    fn func(&self, x: f64) -> f64;

    fn func_grad(&self, x: f64) -> f64;

    fn both(&self, x: f64) -> f64 {
        self.func(x) * self.func_grad(x)
    }
}

#[derive(Clone, Differentiable)]
struct Sine {
    k: f64,
}

#[grad(members)]
impl Link for Sine {
    fn func(&self, x: f64) -> f64 {
        self.k * x.sin()
    }

    fn func_grad(&self, x: f64) -> f64 {
        self.k * x.cos()
    }
}

#[grad]
fn linked(k: f64, x: f64) -> f64 {
    let sine = Sine { k };
    sine.func(x) + sine.func_grad(x * x) + sine.both(x)
}

#[test]
fn a_member_called_as_a_companion() {
    assert_eq!(Sine { k: 2.0 }.func_grad(0.0), 2.0);
    autodiff::check!(linked(0.7, 0.3));
}
