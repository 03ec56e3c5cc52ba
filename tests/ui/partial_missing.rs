#[autodiff::rule(dx = "a")]
fn product(x: f64, a: f64, #[constant] k: f64, n: i32) -> f64 {
    x * a + k + f64::from(n)
}

fn main() {
    // The companions are there, and nobody lights up as well.
    let _: (f64, f64) = product_grad(1.0, 2.0, 3.0, 4);
}
