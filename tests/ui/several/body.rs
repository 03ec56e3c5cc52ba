//! Five different refusals in one function, all told at once.

use autodiff::grad;

mod units {
    pub type Real = f64;
}

#[grad]
fn five(x: f64, y: f64) -> f64 {
    let a = x.next_up();
    let b: units::Real = x * y;
    let c = [x, y];
    let mut d = y;
    for _ in 0..3 {
        d *= x;
    }
    let e = Some(y);
    a + b + c[0] + d + e.unwrap_or(0.0)
}

fn main() {
    let _ = five_grad(1.0, 2.0);
}
