#[autodiff::rule(dx = "a", da = "x", db = "0.0")]
fn product(x: f64, a: f64) -> f64 {
    x * a
}

fn main() {}
