use autodiff::grad;

#[grad]
async fn remote(x: f64) -> f64 {
    x * x
}

fn main() {
    let _ = remote_grad(1.0);
}
