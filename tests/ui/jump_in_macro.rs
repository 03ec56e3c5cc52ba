use autodiff::grad;

#[grad]
fn root(x: f64) -> f64 {
    println!("the root of {}", if x < 0.0 { return 0.0 } else { x });
    x.sqrt()
}

fn main() {
    let _ = root_grad(4.0);
}
