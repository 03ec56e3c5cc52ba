use autodiff::grad;

#[grad(order = 2)]
fn applied(f: impl Fn(f64) -> f64, x: f64) -> f64 {
    f(x) * x
}

#[grad(order = 2)]
fn hands_on(x: f64, a: f64) -> f64 {
    twice(|t: f64| t * t * a, x)
}

#[grad(hvp)]
fn twice(f: impl Fn(f64) -> f64, x: f64) -> f64 {
    f(f(x))
}

fn main() {}
