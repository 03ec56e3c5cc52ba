use autodiff::{Differentiable, grad};

#[derive(Clone, Differentiable)]
struct State {
    x: f64,
}

#[grad]
fn start(x: f64) -> State {
    State { x }
}

#[grad]
fn chosen(x: f64, first: bool) -> f64 {
    let s;
    if first {
        s = start(x);
    } else {
        s = start(2.0 * x);
    }
    s.x
}

fn main() {
    let _ = chosen_grad(1.0, true);
}
