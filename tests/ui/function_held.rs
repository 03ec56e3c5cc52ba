use autodiff::{Differentiable, grad};

#[derive(Clone, Differentiable)]
struct Problem<F> {
    f: F,
    scale: f64,
}

#[grad]
impl<F: Fn(f64) -> f64> Problem<F> {
    fn value(&self, x: f64) -> f64 {
        self.scale * (self.f)(x)
    }
}

#[grad]
fn table(#[constant] fs: &[fn(f64) -> f64], x: f64) -> f64 {
    fs[0](x) + (fs[1])(2.0)
}

fn main() {}
