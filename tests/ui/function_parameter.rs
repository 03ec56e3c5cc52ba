use autodiff::grad;

#[grad]
fn shared(f: std::rc::Rc<dyn Fn(f64) -> f64>, x: f64) -> f64 {
    f(x)
}

#[grad]
fn counted(f: impl Fn(f64) -> (f64, usize), x: f64) -> f64 {
    f(x).0
}

#[grad]
fn among(f: &[&dyn Fn(f64) -> f64], x: f64) -> f64 {
    f[0](x)
}

#[grad]
fn maybe(f: Option<&dyn Fn(f64) -> f64>, x: f64) -> f64 {
    match f {
        Some(f) => f(x),
        None => x,
    }
}

fn main() {}
