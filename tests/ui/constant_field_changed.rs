use autodiff::{Differentiable, grad};

#[derive(Clone, Differentiable)]
struct State {
    last: Option<f64>,
    k: f64,
}

#[grad]
impl State {
    fn set(&mut self, x: f64) {
        self.last = Some(x * self.k);
    }
}

#[grad]
fn begun(x: f64, #[constant] start: Option<f64>) -> f64 {
    let mut state = State { last: None, k: 1.0 };
    state.last = start;
    state.set(x);
    state.last.unwrap_or(2.0)
}

fn main() {
    let _ = begun_grad(1.0, None);
}
