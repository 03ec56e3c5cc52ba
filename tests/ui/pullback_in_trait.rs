use autodiff::grad;

#[grad(pullback)]
trait Potential {
    fn at(#[constant] &self, x: f64) -> f64;
}

#[grad(pullback)]
trait Doubled {
    fn twice(#[constant] &self, x: f64) -> f64 {
        2.0 * x
    }
}

fn main() {}
