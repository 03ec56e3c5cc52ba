use autodiff::grad;

#[grad]
fn both_roots(x: f64) -> Option<(f64, f64)> {
    if x < 0.0 { None } else { Some((x.sqrt(), -x.sqrt())) }
}

fn main() {
    let _ = both_roots_grad(2.0);
}
