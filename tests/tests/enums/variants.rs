//! Enums of the user's.

use autodiff::{Differentiable, grad};
use autodiff_tests::data::agree;
use autodiff_tests::modes;

#[derive(Clone, Debug, PartialEq, Differentiable)]
pub(crate) enum Shape {
    Circle { r: f64 },
    Box(f64, f64),
    Point,
}

#[grad(hvp)]
fn area(shape: &Shape, x: f64) -> f64 {
    match shape {
        Shape::Circle { r } if *r > 5.0 => r * x,
        Shape::Circle { r } => r * r * x.sin(),
        Shape::Box(a, b) => a * b * b * x,
        Shape::Point => x * x,
    }
}

#[grad(hvp)]
fn by_value(shape: Shape, x: f64) -> f64 {
    let Shape::Box(a, b) = shape else { return x * x };
    a * b.sin() * x
}

#[grad(hvp)]
fn asked(shape: &Shape, x: f64) -> f64 {
    if let Shape::Circle { r } = shape { r * r * x } else { 0.5 * x }
}

#[grad(hvp)]
fn grown(shape: &mut Shape, x: f64) {
    match shape {
        Shape::Circle { r } => *r *= x,
        Shape::Box(a, b) => {
            *a += x * *b;
            *b *= *a;
        }
        Shape::Point => {}
    }
}

#[grad(hvp)]
fn after_growth(shape: &Shape, x: f64) -> f64 {
    let mut own = shape.clone();
    grown(&mut own, x);
    area(&own, x)
}

#[grad(hvp)]
fn chosen(x: f64, y: f64) -> f64 {
    let shape = if x > 1.0 { Shape::Circle { r: x * y } } else { Shape::Box(x, x * y) };
    area(&shape, y)
}

#[grad(hvp)]
fn becomes(shape: &Shape, x: f64, n: usize) -> f64 {
    let mut own = shape.clone();
    for _ in 0..n {
        own = match own {
            Shape::Circle { r } => Shape::Box(r * x, r),
            Shape::Box(a, b) => Shape::Circle { r: a * b },
            Shape::Point => Shape::Point,
        };
    }
    area(&own, x)
}

#[grad(hvp)]
fn of_all(shapes: &[Shape], x: f64) -> f64 {
    shapes.iter().map(|shape| area(shape, x)).sum()
}

#[derive(Clone, Debug, Differentiable)]
pub(crate) enum Expr {
    X,
    Constant(f64),
    Add(Box<Expr>, Box<Expr>),
    Mul(Box<Expr>, Box<Expr>),
    Sin(Box<Expr>),
}

#[grad(hvp)]
fn eval(e: &Expr, x: f64) -> f64 {
    match e {
        Expr::X => x,
        Expr::Constant(c) => *c,
        Expr::Add(a, b) => eval(a, x) + eval(b, x),
        Expr::Mul(a, b) => eval(a, x) * eval(b, x),
        Expr::Sin(a) => eval(a, x).sin(),
    }
}

#[derive(Clone, Debug, Differentiable)]
pub(crate) enum Distribution {
    Normal { mean: f64, deviation: f64 },
    Exponential(f64),
    Mixture { weight: f64, rates: [f64; 2] },
}

#[grad(hvp)]
impl Distribution {
    pub(crate) fn ln_pdf(&self, x: f64) -> f64 {
        match self {
            Self::Normal { mean, deviation } => {
                let z = (x - mean) / deviation;
                -0.5 * z * z - deviation.ln()
            }
            Distribution::Exponential(rate) => rate.ln() - rate * x,
            Distribution::Mixture { weight, rates: [a, b] } => {
                (weight * a * (-a * x).exp() + (1.0 - weight) * b * (-b * x).exp()).ln()
            }
        }
    }
}

fn shapes() -> [Shape; 4] {
    [Shape::Circle { r: 0.7 }, Shape::Circle { r: 5.5 }, Shape::Box(1.2, 0.8), Shape::Point]
}

#[test]
fn matched_on() {
    let all = [
        ("area", modes!(area, area_jvp, area_grad, area_hvp, |at: (Shape, f64), dot| (&at.0, at.1), (&dot.0, dot.1))),
        (
            "asked",
            modes!(asked, asked_jvp, asked_grad, asked_hvp, |at: (Shape, f64), dot| (&at.0, at.1), (&dot.0, dot.1)),
        ),
        (
            "after_growth",
            modes!(
                after_growth,
                after_growth_jvp,
                after_growth_grad,
                after_growth_hvp,
                |at: (Shape, f64), dot| (&at.0, at.1),
                (&dot.0, dot.1)
            ),
        ),
        (
            "becomes",
            modes!(
                becomes,
                becomes_jvp,
                becomes_grad,
                becomes_hvp,
                |at: (Shape, f64), dot| (&at.0, at.1, 3),
                (&dot.0, dot.1)
            ),
        ),
        (
            "by_value",
            modes!(
                by_value,
                by_value_jvp,
                by_value_grad,
                by_value_hvp,
                |at: (Shape, f64), dot| (at.0.clone(), at.1),
                (dot.0.clone(), dot.1)
            ),
        ),
    ];
    for (name, modes) in &all {
        for shape in shapes() {
            agree(name, modes, &(shape, 0.9));
        }
    }
}

#[test]
fn made_and_gone_through() {
    let modes = modes!(chosen, chosen_jvp, chosen_grad, chosen_hvp, |at: (f64, f64), dot| (at.0, at.1), (dot.0, dot.1));
    agree("chosen", &modes, &(1.3, 0.6));
    agree("chosen", &modes, &(0.4, 0.6));
    let modes = modes!(
        of_all,
        of_all_jvp,
        of_all_grad,
        of_all_hvp,
        |at: (Vec<Shape>, f64), dot| (&at.0, at.1),
        (&dot.0, dot.1)
    );
    agree("of_all", &modes, &(shapes().to_vec(), 0.9));
}

#[test]
fn a_tree() {
    let x = || Box::new(Expr::X);
    let constant = |c| Box::new(Expr::Constant(c));
    let e = Expr::Add(
        Box::new(Expr::Mul(constant(1.7), Box::new(Expr::Sin(Box::new(Expr::Mul(x(), constant(0.6))))))),
        Box::new(Expr::Mul(x(), x())),
    );
    let modes = modes!(eval, eval_jvp, eval_grad, eval_hvp, |at: (Expr, f64), dot| (&at.0, at.1), (&dot.0, dot.1));
    agree("eval", &modes, &(e, 0.8));
}

#[test]
fn dispatch() {
    let modes = autodiff_tests::data::Modes::<(Distribution, f64)> {
        value: |at| at.0.ln_pdf(at.1),
        gradient: |at| at.0.ln_pdf_grad(at.1),
        tangent: |at, dot| at.0.ln_pdf_jvp(at.1, &dot.0, dot.1).1,
        hvp: |at, dot| at.0.ln_pdf_hvp(at.1, &dot.0, dot.1).1,
    };
    for of in [
        Distribution::Normal { mean: 0.3, deviation: 1.2 },
        Distribution::Exponential(0.7),
        Distribution::Mixture { weight: 0.4, rates: [0.5, 1.5] },
    ] {
        agree("ln_pdf", &modes, &(of, 0.9));
    }
}
