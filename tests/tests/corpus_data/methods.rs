//! Methods: every receiver, chains, methods of fields, elements and results.

use autodiff::{Differentiable, check, grad};

#[derive(Clone, Copy, Debug, Differentiable)]
struct Line {
    a: f64,
    b: f64,
}

#[grad(hvp)]
impl Line {
    const UNIT: f64 = 2.0;

    fn at(&self, x: f64) -> f64 {
        self.a * x + self.b
    }

    fn at_by_value(self, x: f64) -> f64 {
        self.a * x.sin() + self.b * Self::UNIT
    }

    fn moved(&self, by: f64) -> Line {
        Line { a: self.a, b: self.b + by * self.a }
    }

    fn shift(&mut self, by: f64) {
        self.b += by;
        self.a *= by;
    }

    fn shifted(mut self, by: f64) -> Self {
        self.shift(by);
        self
    }

    fn through(x: f64, y: f64) -> Line {
        Line { a: y / x, b: x * y }
    }

    fn power(&self, x: f64, n: u32) -> f64 {
        if n == 0 { 1.0 } else { self.at(x) * self.power(x, n - 1) }
    }

    fn is_steep(&self) -> bool {
        self.a > 1.0
    }

    fn bent(&self, x: f64) -> f64 {
        if self.is_steep() { self.at(x).ln() } else { self.at(x).powi(2) }
    }

    fn coefficients(&self) -> [f64; 2] {
        [self.a * self.b, self.b]
    }

    fn dot(&self, other: &Line) -> f64 {
        self.a * other.a + self.b * other.b
    }

    fn chain(&self, x: f64) -> f64 {
        self.moved(x).moved(2.0 * x).at(x)
    }
}

#[derive(Clone, Debug, Differentiable)]
struct Spline {
    lines: Vec<Line>,
    first: Line,
    pair: (Line, f64),
}

#[grad(hvp)]
impl Spline {
    fn sum(&self, x: f64) -> f64 {
        let mut sum = self.first.at(x);
        for line in &self.lines {
            sum += line.at(x) * line.at_by_value(x);
        }
        sum
    }

    fn composed(&self, x: f64) -> f64 {
        self.lines.iter().fold(x, |x, line| line.at(x).sin())
    }

    fn of_element(&self, i: usize, x: f64) -> f64 {
        self.lines[i].at(x) * self.lines[i].dot(&self.first) + self.pair.0.at(self.pair.1)
    }

    fn shift_all(&mut self, by: f64) {
        for i in 0..self.lines.len() {
            self.lines[i].shift(by);
        }
        self.first.shift(by * by);
    }

    fn replaced(&self, x: f64) -> f64 {
        let mut line = self.first;
        for other in &self.lines {
            line = other.moved(line.at(x));
        }
        line.at(x)
    }
}

#[grad(hvp)]
fn constructed(x: f64, y: f64) -> f64 {
    Line::through(x, y).at(x)
}

#[grad(hvp)]
fn shifted_copy(line: &Line, by: f64) -> f64 {
    let mut copy = *line;
    copy.shift(by);
    copy.at(by) + line.at(by)
}

#[grad(hvp)]
fn by_path(line: &Line, x: f64) -> f64 {
    Line::at(line, x) + Line::dot(line, line)
}

#[grad(hvp)]
fn of_value(line: &Line, by: f64) -> f64 {
    line.shifted(by).at(by)
}

#[grad(hvp)]
fn indexed(line: &Line) -> f64 {
    let c = line.coefficients();
    c[0] * c[1] + line.coefficients()[0]
}

#[grad(hvp)]
fn shifted_spline(spline: &Spline, by: f64) -> f64 {
    let mut own = spline.clone();
    own.shift_all(by);
    own.sum(by)
}

#[grad(hvp)]
fn argument(line: &Line, x: f64) -> f64 {
    line.at(line.at(line.at(x)))
}

#[test]
fn all() {
    let (line, steep) = (Line { a: 0.7, b: -0.4 }, Line { a: 1.7, b: 0.4 });
    for line in [line, steep] {
        check!(Line::at(&line, 0.8), hvp);
        check!(Line::moved(&line, 0.8));
        check!(Line::power(&line, 0.8, 3), hvp);
        check!(Line::bent(&line, 0.8), hvp);
        check!(Line::coefficients(&line));
        check!(Line::dot(&line, &steep), hvp);
        check!(Line::chain(&line, 0.8), hvp);
        check!(shifted_copy(&line, 0.8), hvp);
        check!(by_path(&line, 0.8), hvp);
        check!(of_value(&line, 0.8), hvp);
        check!(indexed(&line), hvp);
        check!(argument(&line, 0.8), hvp);
    }
    check!(constructed(0.7, 0.9), hvp);
    let spline = Spline { lines: vec![line, steep], first: steep, pair: (line, 0.3) };
    check!(Spline::sum(&spline, 0.8), hvp);
    check!(Spline::composed(&spline, 0.8), hvp);
    check!(Spline::of_element(&spline, 1, 0.8), hvp);
    check!(Spline::replaced(&spline, 0.8), hvp);
    check!(shifted_spline(&spline, 0.8), hvp);
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct Point {
    x: f64,
    y: f64,
}

#[grad(hvp)]
impl Point {
    fn lerp(&self, other: &Point, t: f64) -> Point {
        Point { x: self.x + (other.x - self.x) * t, y: self.y + (other.y - self.y) * t * t }
    }
}

/// De Casteljau's scheme: the receiver comes from a tape, at a position that is an expression.
#[grad(hvp)]
fn casteljau(points: &[Point], t: f64) -> f64 {
    let mut points = points.to_vec();
    while points.len() > 1 {
        points = points.windows(2).map(|w| w[0].lerp(&w[1], t)).collect();
    }
    points[0].x * points[0].y
}

#[test]
fn receivers_of_a_tape() {
    let points = vec![Point { x: 0.1, y: 0.0 }, Point { x: 0.3, y: 1.0 }, Point { x: 1.0, y: 0.5 }];
    check!(casteljau(&points, 0.4), hvp);
}

#[derive(Clone, Copy, Debug, Differentiable)]
enum Activation {
    Relu,
    Tanh,
}

#[grad(hvp)]
impl Activation {
    fn apply(#[constant] &self, x: f64) -> f64 {
        match self {
            Activation::Relu => x.max(0.0),
            Activation::Tanh => x.tanh(),
        }
    }
}

#[derive(Clone, Debug, Differentiable)]
struct Layer {
    weights: Vec<f64>,
    line: Line,
    #[constant]
    activation: Activation,
}

#[grad(hvp)]
impl Layer {
    fn forward(&self, x: f64) -> f64 {
        #[constant]
        let activation = &self.activation;
        self.weights.iter().map(|w| activation.apply(w * x)).sum()
    }

    /// The line has a derivative of its own, which is not asked for.
    fn kept_out(&self, x: f64) -> f64 {
        #[constant]
        let line = self.line;
        line.at(self.line.b * x)
    }
}

#[grad(hvp)]
fn given(layer: &Layer, #[constant] activation: &Activation, x: f64) -> f64 {
    activation.apply(layer.line.a * x)
}

#[test]
fn of_what_is_kept_out() {
    for activation in [Activation::Relu, Activation::Tanh] {
        let layer = Layer { weights: vec![0.3, 0.7], line: Line { a: 0.4, b: 1.5 }, activation };
        check!(Layer::forward(&layer, 0.8), hvp);
        let (gradient, of_x) = given_grad(&layer, &activation, 0.8);
        let slope = activation.apply_grad(0.4 * 0.8);
        assert_eq!((gradient.line.a, of_x), (slope * 0.8, slope * 0.4));
        let (gradient, of_x) = layer.kept_out_grad(0.8);
        assert_eq!((gradient.line.a, gradient.line.b, of_x), (0.0, 0.4 * 0.8, 0.4 * 1.5));
    }
}
