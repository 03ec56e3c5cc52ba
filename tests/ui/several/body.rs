//! Five different refusals in one function, all told at once.

use autodiff::grad;

trait Gamma {
    fn gamma_function(self) -> f64;
}

impl Gamma for f64 {
    fn gamma_function(self) -> f64 {
        self
    }
}

type Real = f64;

#[grad]
fn five(x: f64, y: f64) -> f64 {
    let a = x.gamma_function();
    let b: Real = x * y;
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
