//! Methods that traits add to floats: without companions, and by the names of those of `num_traits`.

use autodiff::grad;
use num_traits::Float;

trait Gamma {
    fn gamma_function(self) -> f64;
}

impl Gamma for f64 {
    fn gamma_function(self) -> f64 {
        self
    }
}

#[grad]
fn beta(a: f64, b: f64) -> f64 {
    a.gamma_function() * b.powi(2)
}

trait Own: Float {
    fn from_f64(number: f64) -> Option<Self>;
}

#[grad]
fn twice<T: Own + Float>(x: T, y: f64) -> T {
    x * T::from_f64(2.0 * y).unwrap()
}

fn main() {}
