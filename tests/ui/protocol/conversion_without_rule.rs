use autodiff::{Differentiable, grad};

#[derive(Clone, Copy, Differentiable)]
struct Polar {
    r: f64,
    angle: f64,
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

impl From<Polar> for Place {
    fn from(p: Polar) -> Place {
        Place { x: p.r * p.angle.cos(), y: p.r * p.angle.sin() }
    }
}

#[grad]
fn height(p: Polar) -> f64 {
    let place: Place = p.into();
    place.y
}

fn main() {}
