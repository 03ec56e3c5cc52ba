use autodiff::grad;

struct Spring {
    k: f64,
}

impl Spring {
    fn energy(&self, x: f64) -> f64 {
        0.5 * self.k * x * x
    }
}

#[grad]
fn stored(x: f64) -> f64 {
    let spring = Spring { k: 2.0 };
    spring.energy(x) + x
}

fn main() {
    let _ = stored_grad(1.0);
}
