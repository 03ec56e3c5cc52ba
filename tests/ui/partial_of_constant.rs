#[autodiff::rule(dx = "a", da = "x", dn = "0.0")]
fn product(x: f64, #[constant] a: f64, n: i32) -> f64 {
    x * a + f64::from(n)
}

fn main() {}
