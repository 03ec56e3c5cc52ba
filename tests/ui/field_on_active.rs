use autodiff::grad;

#[grad]
fn height(r: f64, phi: f64) -> f64 {
    r * (phi * r).y
}

fn main() {}
