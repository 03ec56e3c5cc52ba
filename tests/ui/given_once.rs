use autodiff::grad;
use std::cell::Cell;

#[grad]
fn counting(a: f64) -> impl Fn(f64) -> f64 {
    let calls = Cell::new(0);
    move |x| {
        calls.set(calls.get() + 1);
        a * x * calls.get() as f64
    }
}

#[grad]
fn printing(a: f64) -> impl Fn(f64) -> f64 {
    println!("made");
    move |x| a * x
}

fn main() {
    let _ = counting_grad(2.0, 3.0);
}
