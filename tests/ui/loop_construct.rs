use autodiff::grad;

#[grad]
fn power(x: f64, n: u32) -> f64 {
    let mut y = 1.0;
    for _ in 0..n {
        y *= x;
    }
    y
}

#[grad]
fn halvings(x: f64) -> f64 {
    let mut y = x;
    while y > 1.0 {
        y *= 0.5;
    }
    y
}

#[grad]
fn newton(x: f64) -> f64 {
    let mut y = x;
    loop {
        let next = 0.5 * (y + x / y);
        if (next - y).abs() < 1e-12 {
            return next;
        }
        y = next;
    }
}

fn main() {
    let _ = power_grad(2.0, 3);
}
