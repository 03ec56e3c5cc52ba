//! Methods of constants that say yes or no of active values.

use autodiff::{Differentiable, check, grad};

#[derive(Clone, Debug)]
struct Convergence {
    eps: f64,
    most: usize,
}

impl Convergence {
    fn is_close(&self, a: f64, b: f64) -> bool {
        (a - b).abs() < self.eps
    }

    fn is_found(&self, y: &f64) -> bool {
        y.abs() < self.eps
    }

    fn all_below(&self, xs: &[f64]) -> bool {
        xs.iter().all(|x| x.abs() < 100.0 * self.most as f64)
    }

    fn falls(&self, pair: (f64, f64)) -> bool {
        pair.0 > pair.1 + self.eps
    }
}

struct Settings {
    convergence: Convergence,
    stages: Vec<Convergence>,
}

#[derive(Debug, PartialEq)]
enum SearchError {
    NoConvergence,
    ZeroDerivative,
}

#[grad]
fn root(a: f64, #[constant] convergence: &Convergence) -> f64 {
    let mut x = 1.0;
    loop {
        let next = 0.5 * (x + a / x);
        if convergence.is_close(x, next) {
            return next;
        }
        x = next;
    }
}

#[grad]
fn newton<F: Fn(f64) -> f64, D: Fn(f64) -> f64>(
    start: f64,
    f: F,
    d: D,
    #[constant] convergence: &Convergence,
) -> Result<f64, SearchError> {
    let mut x = start;
    let mut iteration = 0;
    loop {
        let (y, slope) = (f(x), d(x));
        if convergence.is_found(&y) {
            return Ok(x);
        }
        if convergence.is_found(&slope) {
            return Err(SearchError::ZeroDerivative);
        }
        let next = x - y / slope;
        if convergence.is_close(x, next) {
            return Ok(next);
        }
        x = next;
        iteration += 1;
        if iteration >= convergence.most {
            return Err(SearchError::NoConvergence);
        }
    }
}

#[grad]
fn cube_root(a: f64) -> f64 {
    #[constant]
    let convergence = Convergence { eps: 1e-15, most: 30 };
    let f = |x: f64| x * x * x - a;
    let d = |x: f64| 3.0 * x * x;
    newton(1.0, f, d, &convergence).unwrap()
}

#[grad]
fn of_a_field(a: f64, #[constant] settings: &Settings) -> f64 {
    let mut x = 1.0;
    while !settings.convergence.is_found(&(x * x - a)) && settings.convergence.most > 3 {
        x = 0.5 * (x + a / x);
    }
    x
}

#[grad]
fn of_an_element(a: f64, #[constant] settings: &Settings) -> f64 {
    let mut x = 1.0;
    for _ in 0..20 {
        if settings.stages[0].is_found(&(x * x - a)) {
            break;
        }
        x = 0.5 * (x + a / x);
    }
    x
}

#[grad]
fn named(a: f64, #[constant] convergence: &Convergence) -> f64 {
    let is_close: bool = convergence.is_close(a, 0.7);
    let falls = convergence.falls((a, 2.0));
    if is_close || falls { a * a } else { a * a * a }
}

#[grad]
fn of_a_slice(xs: &[f64], #[constant] convergence: &Convergence) -> f64 {
    if convergence.all_below(xs) { xs.iter().map(|x| x * x).sum() } else { 0.0 }
}

#[grad]
fn filtered(xs: &[f64], #[constant] convergence: &Convergence) -> f64 {
    xs.iter().filter(|x| !convergence.is_found(x)).map(|x| x * x).sum()
}

#[grad]
fn of_a_local(a: f64) -> f64 {
    let convergence = Convergence { eps: 1e-14, most: 10 };
    let mut x = 1.0;
    while !convergence.is_found(&(x * x - a)) {
        x = 0.5 * (x + a / x);
    }
    x
}

#[derive(Clone, Differentiable)]
struct Layer {
    x: f64,
    #[constant]
    convergence: Convergence,
}

#[grad]
impl Layer {
    fn forward(&self, k: f64) -> f64 {
        if self.convergence.is_close(self.x, k) { self.x * k } else { k * k * self.x }
    }
}

#[test]
fn what_decides_has_no_derivative() {
    let convergence = Convergence { eps: 1e-14, most: 10 };
    let settings = Settings { convergence: convergence.clone(), stages: vec![convergence.clone()] };
    check!(root(
        3.0,
        #[constant]
        &convergence
    ));
    check!(cube_root(5.0));
    check!(of_a_field(
        3.0,
        #[constant]
        &settings
    ));
    check!(of_an_element(
        3.0,
        #[constant]
        &settings
    ));
    check!(named(
        0.3,
        #[constant]
        &convergence
    ));
    check!(of_a_slice(
        &[0.3, 2.0],
        #[constant]
        &convergence
    ));
    check!(filtered(
        &[0.3, 2.0],
        #[constant]
        &convergence
    ));
    check!(of_a_local(3.0));
    check!(Layer::forward(&Layer { x: 0.4, convergence }, 2.0));
}
