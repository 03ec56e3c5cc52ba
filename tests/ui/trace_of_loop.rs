use autodiff::grad;

#[grad(trace)]
fn power(x: f64, n: u32) -> f64 {
    let mut y = 1.0;
    for _ in 0..n {
        y *= x;
    }
    y
}

fn main() {
    let _ = power_grad(2.0, 3);
}
