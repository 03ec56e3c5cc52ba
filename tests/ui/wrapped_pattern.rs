use autodiff::grad;
use std::ops::Mul;

#[derive(Clone, Copy)]
struct Metres(f64);

impl Mul<f64> for Metres {
    type Output = f64;

    fn mul(self, by: f64) -> f64 {
        self.0 * by
    }
}

fn metres(x: f64) -> Metres {
    Metres(x)
}

#[grad]
fn area(x: f64) -> f64 {
    let side = metres(x);
    let twice = side * 2.0;
    let Metres(side) = side;
    // Where this is all that is wrong, what `metres` gives is taken for data.
    f64::from_bits((side * twice).to_bits())
}

fn main() {
    let _ = area_grad(4.0);
}
