//! A trait has no companions: the functions of its implementations cannot.

use autodiff::grad;

trait Energy {
    fn energy(&self, x: f64) -> f64;
}

struct Spring {
    stiffness: f64,
}

impl Energy for Spring {
    #[grad(only(jvp))]
    fn energy(#[constant] &self, x: f64) -> f64 {
        0.5 * self.stiffness * x * x
    }
}

fn main() {
    let _ = Spring { stiffness: 2.0 }.energy(1.0);
}
