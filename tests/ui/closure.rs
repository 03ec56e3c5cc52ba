use autodiff::grad;

#[grad]
fn twice(x: f64, k: f64) -> f64 {
    let scale = |v: f64| k * v;
    let same = scale;
    same(same(x))
}

fn main() {
    let _ = twice_grad(2.0, 3.0);
}
