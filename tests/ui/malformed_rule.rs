#[autodiff::rule(dx = 2.0 * x)]
fn square(x: f64) -> f64 {
    x * x
}

#[autodiff::rule(dx "3.0 * x * x")]
fn cube(x: f64) -> f64 {
    x * x * x
}

fn main() {}
