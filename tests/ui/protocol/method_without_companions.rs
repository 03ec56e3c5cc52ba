//! A method of the user's own type that is not differentiated.

use autodiff::grad;

struct Spring {
    stiffness: f64,
}

impl Spring {
    fn force(&self, x: f64) -> f64 {
        -self.stiffness * x
    }

    #[grad]
    fn work(#[constant] &self, x: f64) -> f64 {
        0.5 * x * self.force(x)
    }
}

fn main() {
    let _ = Spring { stiffness: 1.0 }.work_grad(1.0);
}
