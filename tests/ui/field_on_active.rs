use autodiff::grad;

#[grad]
fn polar(r: f64, phi: f64) -> (f64, f64) {
    (r * phi.cos(), r * phi.sin())
}

#[grad]
fn height(r: f64, phi: f64) -> f64 {
    let point = polar(r, phi);
    point.1
}

fn main() {
    let _ = height_grad(1.0, 0.5);
}
