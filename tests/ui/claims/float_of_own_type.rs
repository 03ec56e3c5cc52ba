use autodiff::{Differentiable, grad};

#[derive(Clone, Copy, Differentiable)]
struct Kg(f64);

impl From<Kg> for f64 {
    fn from(mass: Kg) -> f64 {
        mass.0
    }
}

#[grad]
fn energy(mass: Kg, v: f64) -> f64 {
    0.5 * f64::from(mass) * v * v
}

#[grad]
fn total(masses: &[Kg]) -> f64 {
    masses.iter().map(|&mass| f64::from(mass)).sum()
}

fn main() {}
