use autodiff::grad;

#[grad]
fn scale(a: &mut f64, k: f64) {
    *a *= k;
}

#[grad]
fn scaled_twice(x: f64) -> f64 {
    scale(&mut (x * x), x);
    x
}

fn main() {
    let _ = scaled_twice_grad(4.0);
}
