#[autodiff::rule(result = "x", dx = "2.0")]
fn double(x: f64) -> f64 {
    2.0 * x
}

#[autodiff::rule(result = "x_dot", dx = "3.0")]
fn triple(x: f64) -> f64 {
    3.0 * x
}

#[autodiff::rule(result = "a b", dx = "4.0")]
fn quadruple(x: f64) -> f64 {
    4.0 * x
}

fn main() {}
