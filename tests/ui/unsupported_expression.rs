use autodiff::grad;

#[grad]
fn split(x: f64) -> f64 {
    let interval = 0.0..x;
    interval.end - interval.start
}

struct Model {
    activation: fn(f64) -> f64,
}

impl Model {
    #[grad]
    fn run(#[constant] &self, x: f64) -> f64 {
        (self.activation)(x)
    }
}

fn main() {
    let _ = split_grad(4.0);
    let _ = Model { activation: f64::sin }.run_grad(1.0);
}
