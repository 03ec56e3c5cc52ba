use autodiff::grad;

#[grad(wrt(x, n))]
fn power(x: f64, n: i32) -> f64 {
    x.powi(n)
}

fn main() {
    let _ = power_grad(1.0, 3);
}
