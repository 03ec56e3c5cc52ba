use autodiff::grad;

#[grad]
fn twice(f: impl Fn(f64) -> f64, x: f64) -> f64 {
    f(f(x))
}

#[grad]
fn bounded<F>(f: &F, x: f64) -> f64
where
    F: Fn(f64) -> f64,
{
    f(x)
}

#[grad]
fn boxed(f: Box<dyn Fn(f64) -> f64>, g: fn(f64) -> f64, x: f64) -> f64 {
    f(g(x))
}

fn main() {}
