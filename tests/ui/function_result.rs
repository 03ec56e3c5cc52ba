use autodiff::grad;

#[grad]
fn line(a: f64, b: f64) -> impl Fn(f64) -> f64 {
    move |x| a * x + b
}

#[grad]
fn boxed(a: f64) -> Box<dyn Fn(f64) -> f64> {
    Box::new(move |x| a * x)
}

fn main() {}
