use autodiff::grad;

#[grad]
fn scaled(v: &[f64]) -> Box<dyn Fn(f64) -> f64> {
    let k = v[0];
    Box::new(move |x| k * x)
}

#[grad]
fn later(k: f64, x: f64) -> f64 {
    let mut v = vec![k];
    let g = scaled(&v);
    v[0] = x;
    g(x) * v[0]
}

#[grad]
fn behind(k: f64, x: f64) -> f64 {
    let mut v = [k];
    let w = &v;
    let g = scaled(w);
    v[0] = x;
    g(x) * v[0]
}

#[grad]
fn taken(v: &mut Vec<f64>, x: f64) -> f64 {
    let g = scaled(v);
    v.push(x);
    g(x)
}

fn main() {}
