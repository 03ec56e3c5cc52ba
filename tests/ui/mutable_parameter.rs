use autodiff::grad;

#[grad]
fn step(x: f64, velocity: &mut f64) -> f64 {
    *velocity -= x;
    x + *velocity
}

fn main() {
    let mut velocity = 0.0;
    let _ = step(1.0, &mut velocity);
}
