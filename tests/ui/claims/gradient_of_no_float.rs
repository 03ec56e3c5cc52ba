use autodiff::{Differentiable, grad};

#[derive(Clone, Differentiable)]
struct Pair {
    x: f64,
    y: f64,
}

#[grad]
impl Pair {
    fn doubled(&self) -> Pair {
        Pair { x: 2.0 * self.x, y: 2.0 * self.y }
    }
}

#[grad]
fn again(p: &Pair) -> Pair {
    p.doubled().doubled()
}

fn main() {
    let p = Pair { x: 1.0, y: 2.0 };
    let _ = again_vjp(&p, p.clone());
    let _ = again_grad(&p);
}
