//! A partial is of the type of the floats, and reads what the rule names.

#[autodiff::rule(dx = "2")]
fn double(x: f64) -> f64 {
    2.0 * x
}

#[autodiff::rule(dx = "z")]
fn triple(x: f64) -> f64 {
    3.0 * x
}

fn main() {}
