use autodiff::grad;

#[grad]
fn doubled(x: f64) -> f64 {
    let all = vec![x, #[cfg(any())] x];
    2.0 * all[0]
}

fn main() {
    let _ = doubled_grad(1.0);
}
