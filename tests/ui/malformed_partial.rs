#[autodiff::rule(dx = "2.0 *", da = "let b = x; b")]
fn scaled(x: f64, a: f64) -> f64 {
    2.0 * x + a
}

fn main() {}
