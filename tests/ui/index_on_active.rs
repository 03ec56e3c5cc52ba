use autodiff::grad;

fn powers(x: f64) -> [f64; 3] {
    [1.0, x, x * x]
}

#[grad]
fn second(x: f64) -> f64 {
    powers(x)[2]
}

fn main() {
    let _ = second_grad(3.0);
}
