use autodiff::grad;

#[grad]
fn turned(x: &mut [f64]) -> f64 {
    x.select_nth_unstable_by(1, f64::total_cmp);
    x[0] * x[0]
}

fn main() {
    let _ = turned_vjp_into(&mut [1.0, 2.0], 1.0, &mut [0.0, 0.0]);
}
