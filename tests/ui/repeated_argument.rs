use autodiff::grad;

#[grad(hvp, graph, hvp)]
fn energy(x: f64) -> f64 {
    x * x
}

fn main() {
    let _ = energy_hvp(1.0, 2.0);
}
