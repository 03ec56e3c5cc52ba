use autodiff::{grad, rule};

#[grad]
fn residual(x: &(f64, f64), p: f64) -> [f64; 2] {
    [x.0 * x.0 - p, x.1 - x.0]
}

#[rule(implicit = residual)]
fn roots(p: f64) -> (f64, f64) {
    (p.sqrt(), p.sqrt())
}

fn main() {
    let _ = roots_vjp(2.0, (1.0, 1.0));
}
