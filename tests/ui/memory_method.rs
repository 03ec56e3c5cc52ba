use autodiff::grad;

#[grad]
fn turned(x: &mut [f64]) -> f64 {
    x.rotate_left(1);
    x[0] * x[0]
}

fn main() {
    let _ = turned_vjp_into(&mut [1.0, 2.0], 1.0, &mut [0.0, 0.0]);
}
