use autodiff::grad;

#[grad]
#[inline]
#[memoized]
fn doubled(x: f64) -> f64 {
    2.0 * x
}

fn main() {
    let _ = doubled_grad(1.0);
}
