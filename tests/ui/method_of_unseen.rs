use autodiff::grad;

trait Energy {
    fn energy(self, x: f64) -> f64;
}

impl Energy for f64 {
    fn energy(self, x: f64) -> f64 {
        0.5 * self * x * x
    }
}

const STIFFNESS: f64 = 2.0;

// Where the method is called first, what it is called on is a constant.
#[grad]
fn hardened(x: f64) -> f64 {
    let mut k = STIFFNESS;
    let mut sum = 0.0;
    for _ in 0..3 {
        sum += k.energy(x);
        k = k * x;
    }
    sum
}

fn main() {
    let _ = hardened_grad(1.0);
}
