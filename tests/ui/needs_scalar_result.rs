use autodiff::grad;

#[grad(only(jvp, grad))]
fn polar(r: f64, phi: f64) -> (f64, f64) {
    (r * phi.cos(), r * phi.sin())
}

fn main() {
    let _ = polar_jvp(1.0, 0.5, 1.0, 0.0);
}
