use autodiff::grad;

unsafe extern "C" {
    fn sqrt(x: f64) -> f64;
}

#[grad]
fn root(x: f64) -> f64 {
    unsafe { sqrt(x) }
}

fn main() {
    let _ = root_grad(4.0);
}
