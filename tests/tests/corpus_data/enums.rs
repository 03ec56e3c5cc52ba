//! Enums with payloads: matched, made, changed, held by others.

use autodiff::{Differentiable, check, grad};

#[derive(Clone, Copy, Debug, Differentiable)]
enum Shape {
    Point,
    Circle(f64),
    Box { w: f64, h: f64 },
    Ring(f64, f64),
}

#[derive(Clone, Debug, Differentiable)]
enum List {
    End,
    Node(f64, Box<List>),
}

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
enum Mode {
    Slow,
    Fast,
}

#[derive(Clone, Debug, Differentiable)]
struct Part {
    shape: Shape,
    density: f64,
    #[constant]
    mode: Mode,
}

#[grad(hvp)]
impl Shape {
    fn area(&self) -> f64 {
        match self {
            Shape::Point => 0.0,
            Shape::Circle(r) => 3.0 * r * r,
            Shape::Box { w, h } => w * h,
            Shape::Ring(inner, outer) => 3.0 * (outer.powi(2) - inner.powi(2)),
        }
    }

    fn scaled(&self, by: f64) -> Shape {
        match *self {
            Shape::Point => Shape::Point,
            Shape::Circle(r) => Shape::Circle(r * by),
            Shape::Box { w, h } => Shape::Box { w: w * by, h: h * by },
            Shape::Ring(a, b) => Shape::Ring(a, b * by),
        }
    }

    fn grow(&mut self, by: f64) {
        match self {
            Shape::Circle(r) => *r += by,
            Shape::Box { w, h } => {
                *w *= by;
                *h += *w;
            }
            _ => {}
        }
    }
}

#[grad(hvp)]
fn of_scaled(s: &Shape, by: f64) -> f64 {
    s.scaled(by).area() + s.scaled(by * by).area()
}

#[grad(hvp)]
fn of_grown(s: &Shape, by: f64) -> f64 {
    let mut s = *s;
    s.grow(by);
    s.grow(2.0 * by);
    s.area()
}

#[grad(hvp)]
fn guarded(s: &Shape) -> f64 {
    match s {
        Shape::Circle(r) if *r > 1.0 => r.ln(),
        Shape::Circle(r) => r * r,
        Shape::Ring(a, b) => a * b.sin(),
        _ => 1.0,
    }
}

#[grad(hvp)]
fn if_let(s: &Shape, x: f64) -> f64 {
    if let Shape::Box { w, .. } = s { w * x } else { x * x }
}

#[grad(hvp)]
fn let_else(s: &Shape, x: f64) -> f64 {
    let Shape::Ring(a, b) = *s else { return x.exp() };
    a * b * x
}

#[grad(hvp)]
fn made(x: f64, y: f64) -> f64 {
    let s = if x > y { Shape::Circle(x * y) } else { Shape::Box { w: x, h: y } };
    s.area() * x
}

#[grad(hvp)]
fn total(shapes: &[Shape]) -> f64 {
    shapes.iter().map(|s| s.area()).sum()
}

#[grad(hvp)]
fn count_and_weigh(shapes: &[Shape], x: f64) -> f64 {
    let mut n = 0;
    let mut sum = 0.0;
    for s in shapes {
        if matches!(s, Shape::Circle(_)) {
            n += 1;
        }
        sum += s.area() * x;
    }
    sum * n as f64
}

#[grad(hvp)]
fn length(list: &List) -> f64 {
    match list {
        List::End => 0.0,
        List::Node(value, rest) => value.hypot(1.0) + value * length(rest),
    }
}

#[grad(hvp)]
fn horner(list: &List, x: f64) -> f64 {
    match list {
        List::End => 0.0,
        List::Node(c, rest) => c + x * horner(rest, x),
    }
}

#[grad(hvp)]
fn weight(part: &Part) -> f64 {
    let factor = match part.mode {
        Mode::Slow => 1.0,
        Mode::Fast => part.density,
    };
    factor * part.density * part.shape.area()
}

#[grad(hvp)]
fn compared(part: &Part, x: f64) -> f64 {
    if part.mode == Mode::Fast { x * part.density } else { x / part.density }
}

#[grad(hvp)]
fn pair(a: &Shape, b: &Shape) -> f64 {
    match (a, b) {
        (Shape::Circle(r), Shape::Circle(s)) => (r + s).powi(3),
        (Shape::Circle(r), Shape::Box { w, h }) => r * w * h,
        _ => a.area() * b.area(),
    }
}

#[grad(hvp)]
fn replaced_in_a_loop(s: &Shape, x: f64) -> f64 {
    let mut s = *s;
    for _ in 0..3 {
        s = s.scaled(1.0 + x);
    }
    s.area()
}

#[test]
fn all() {
    let (circle, small) = (Shape::Circle(1.5), Shape::Circle(0.5));
    let (rect, ring) = (Shape::Box { w: 0.7, h: 1.2 }, Shape::Ring(0.4, 0.9));
    for s in [circle, small, rect, ring] {
        check!(Shape::area(&s), hvp);
        check!(Shape::scaled(&s, 0.3));
        check!(of_scaled(&s, 0.3), hvp);
        check!(of_grown(&s, 0.3), hvp);
        check!(guarded(&s), hvp);
        check!(if_let(&s, 0.3), hvp);
        check!(let_else(&s, 0.3), hvp);
        check!(replaced_in_a_loop(&s, 0.3), hvp);
        check!(pair(&s, &rect), hvp);
        check!(pair(&s, &small), hvp);
    }
    check!(made(0.7, 0.3), hvp);
    check!(made(0.3, 0.7), hvp);
    check!(total(&vec![circle, Shape::Point, rect]), hvp);
    check!(count_and_weigh(&vec![circle, small, ring], 0.8), hvp);
    let list = List::Node(0.4, Box::new(List::Node(-1.1, Box::new(List::Node(0.7, Box::new(List::End))))));
    check!(length(&list), hvp);
    check!(horner(&list, 1.3), hvp);
    for mode in [Mode::Slow, Mode::Fast] {
        check!(weight(&Part { shape: rect, density: 2.0, mode }), hvp);
        check!(compared(&Part { shape: rect, density: 2.0, mode }, 0.4), hvp);
    }
}
