use autodiff::grad;

#[grad(pullback)]
fn step(x: &mut [f64], h: f64) {
    x[0] += h * x[1];
}

struct Body {
    v: f64,
}

impl Body {
    #[grad(pullback, jvp)]
    fn kicked(&mut self, by: f64) -> f64 {
        self.v += by;
        self.v
    }
}

fn main() {
    let _ = step_pullback(&mut [1.0, 2.0], 0.5);
}
