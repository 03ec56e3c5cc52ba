use autodiff::{grad, rule};

#[grad]
fn residual(x: f64, out: &mut [f64], pair: (&[f64], f64)) -> f64 {
    x * out[0] - pair.1
}

#[rule(implicit = residual)]
fn root(out: &mut [f64], pair: (&[f64], f64)) -> f64 {
    pair.1 / out[0]
}

struct Model {
    k: f64,
}

impl Model {
    #[rule(implicit = residual)]
    fn root(#[constant] &self, p: f64) -> f64 {
        p / self.k
    }
}

#[grad]
fn of_function(x: f64, f: impl Fn(f64) -> f64, p: f64) -> f64 {
    f(x) - p
}

#[rule(implicit = of_function)]
fn inverse(f: impl Fn(f64) -> f64, p: f64) -> f64 {
    p / f(1.0)
}

fn main() {}
