#[autodiff::rule(dx = "1.0")]
struct Line {
    x: f64,
}

fn main() {}
