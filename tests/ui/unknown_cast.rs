use autodiff::grad;

type Real = f64;

#[grad]
fn energy(x: f32) -> f64 {
    0.5 * x as Real
}

fn main() {
    let _ = energy_grad(4.0);
}
