use autodiff::{Differentiable, grad};

#[grad]
trait Model {
    fn value(&self, x: f64) -> f64 {
        x
    }
}

#[derive(Clone, Differentiable)]
struct Line {
    a: f64,
}

macro_rules! value {
    () => {
        fn value(&self, x: f64) -> f64 {
            self.a * x
        }
    };
}

#[grad(members)]
impl Model for Line {
    value!();
}

fn main() {
    let _ = Line { a: 1.0 }.value_grad(1.0);
}
