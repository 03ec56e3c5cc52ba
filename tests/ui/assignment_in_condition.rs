use autodiff::grad;

#[grad]
fn halvings(x: f64) -> f64 {
    let mut y = x;
    let mut n = 0;
    while {
        n += 1;
        y > 1.0 && n < 100
    } {
        y *= 0.5;
    }
    y
}

fn main() {
    let _ = halvings_grad(9.0);
}
