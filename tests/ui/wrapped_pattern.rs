use autodiff::grad;
use std::ops::Add;

#[derive(Clone, Copy)]
struct Metres(f64);

impl Add<f64> for Metres {
    type Output = f64;

    fn add(self, more: f64) -> f64 {
        self.0 + more
    }
}

fn metres(x: f64) -> Metres {
    Metres(x)
}

#[grad]
fn area(x: f64) -> f64 {
    let side = metres(x);
    let longer = side + 2.0;
    let Metres(side) = side;
    side * longer
}

fn main() {
    let _ = area_grad(4.0);
}
