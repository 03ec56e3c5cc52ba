use autodiff::grad;

mod units {
    pub type Real = f64;
}

#[grad]
fn energy(x: f64) -> f64 {
    let y: units::Real = x * x;
    y + 1.0
}

fn main() {
    let _ = energy_grad(4.0);
}
