use autodiff::grad;

#[grad]
fn doubled(x: f64) -> f64 {
    let all = vec![x, #[cfg(any())] x];
    let y = { #![cfg(any())] x };
    all[0] + y
}

fn main() {
    let _ = doubled_grad(1.0);
}
