use autodiff::grad;
use std::cell::Cell;

struct State {
    last: f64,
}

#[grad]
fn step(x: f64, #[constant] state: &mut State, #[constant] log: &Cell<f64>) -> f64 {
    state.last = 2.0;
    let _ = log;
    x * x
}

fn main() {
    let _ = step_grad(4.0, &mut State { last: 0.0 }, &Cell::new(0.0));
}
