use autodiff::grad;

macro_rules! square {
    ($e:expr) => {
        $e * $e
    };
}

macro_rules! accumulate {
    ($sum:ident, $e:expr) => {
        $sum += $e;
    };
}

#[grad]
fn energy(x: f64, v: f64) -> f64 {
    let kinetic = 0.5 * square!(v);
    let mut sum = kinetic;
    accumulate!(sum, x);
    sum
}

fn main() {
    let _ = energy_grad(1.0, 2.0);
}
