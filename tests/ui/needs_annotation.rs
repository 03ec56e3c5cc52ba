use autodiff::grad;

#[grad]
fn spring((stiffness, x): (f64, f64)) -> f64 {
    0.5 * stiffness * x * x
}

struct Spring {
    stiffness: f64,
}

impl Spring {
    #[grad]
    fn energy(#[constant] &self, x: f64) -> f64 {
        spring((self.stiffness, x))
    }
}

fn main() {
    let _ = Spring { stiffness: 2.0 }.energy_grad(4.0);
}
