use autodiff::{Differentiable, grad};

#[derive(Clone, Copy, Differentiable)]
struct State {
    x: f64,
}

#[derive(Clone, Differentiable)]
struct Pair {
    a: State,
    b: State,
}

#[grad]
fn chosen(of: &Pair, first: bool) -> f64 {
    let p = if first { ((of.a, 1.0), 2.0) } else { ((of.b, 2.0), 1.0) };
    p.0.0.x * p.0.1 * p.1
}

fn main() {
    let (a, b) = (State { x: 1.0 }, State { x: 2.0 });
    let _ = chosen_grad(&Pair { a, b }, true);
}
