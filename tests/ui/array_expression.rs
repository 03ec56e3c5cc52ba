use autodiff::grad;

#[grad]
fn norm(x: f64, y: f64) -> f64 {
    let v = [x, y];
    (v[0] * v[0] + v[1] * v[1]).sqrt()
}

fn main() {
    let _ = norm_grad(3.0, 4.0);
}
