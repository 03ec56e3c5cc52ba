use autodiff::grad;
use std::ops::Mul;

struct Meters {
    length: f64,
}

impl Mul<f64> for Meters {
    type Output = f64;
    fn mul(self, other: f64) -> f64 {
        self.length * other
    }
}

#[grad]
fn area(width: f64) -> f64 {
    Meters { length: 2.0 } * width
}

fn main() {
    let _ = area_grad(4.0);
}
