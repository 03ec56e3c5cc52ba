use autodiff::{grad, rule};

#[grad]
fn residual(x: f64, p: f64) -> f64 {
    x * x - p
}

#[rule(implicit = residual, fixed_point = residual)]
fn root(p: f64) -> f64 {
    p.sqrt()
}

fn main() {
    let _ = root_grad(2.0);
}
