use autodiff::grad;
use std::rc::Rc;

#[grad]
fn energy(x: Rc<f64>, k: f64) -> f64 {
    k * *x * *x
}

#[grad]
fn norm<T: Into<f64>>(x: T) -> f64 {
    x.into()
}

fn main() {
    let _: (Rc<f64>, f64) = energy_grad(Rc::new(1.0), 2.0);
}
