//! The second order differentiates the partials, and what they call.

fn slope(x: f64) -> f64 {
    2.0 * x
}

#[autodiff::rule(hvp, dx = "slope(x)")]
fn square(x: f64) -> f64 {
    x * x
}

/// Without it, a partial is any Rust.
#[autodiff::rule(dx = "slope(x)")]
fn square_once(x: f64) -> f64 {
    x * x
}

fn main() {}
