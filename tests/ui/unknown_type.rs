use autodiff::grad;

type Real = f64;

#[grad]
fn energy(x: f64) -> f64 {
    let y: Real = x * x;
    y + 1.0
}

fn main() {
    let _ = energy_grad(4.0);
}
