use autodiff::grad;

#[grad]
fn doubled(#[tool] x: f64) -> f64 {
    #[allow(unused_mut)]
    let mut y = x;
    #[traced(level = "debug")]
    let z = y + x;
    z
}

fn main() {
    let _ = doubled_grad(1.0);
}
