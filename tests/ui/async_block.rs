use autodiff::grad;

fn block_on<F>(_: F) -> f64 {
    0.0
}

#[grad]
fn later(x: f64) -> f64 {
    let future = async { 2.0 * x };
    x + block_on(future)
}

fn main() {
    let _ = later_grad(4.0);
}
