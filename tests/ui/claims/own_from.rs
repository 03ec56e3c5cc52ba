use autodiff::{Differentiable, grad};

trait From<T> {
    fn from(of: T) -> Self;
}

#[derive(Clone, Copy, Differentiable)]
struct Place {
    x: f64,
    y: f64,
}

#[grad]
impl From<[f64; 2]> for Place {
    fn from([x, y]: [f64; 2]) -> Place {
        Place { x, y }
    }
}

fn main() {}
