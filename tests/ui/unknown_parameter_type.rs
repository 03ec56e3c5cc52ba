use autodiff::grad;
trait Weigh {
    fn weight(&self) -> f64;
}

#[grad]
fn energy(x: *const f64, k: f64) -> f64 {
    if x.is_null() { 0.0 } else { k }
}

#[grad]
fn norm<T: Weigh>(x: T) -> f64 {
    x.weight()
}

fn main() {
    let (_, _): (_, f64) = energy_grad(&1.0, 2.0);
}
