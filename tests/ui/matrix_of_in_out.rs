use autodiff::grad;

#[grad(jacobian)]
fn applied(f: impl Fn(f64) -> f64, x: f64) -> [f64; 2] {
    [f(x), f(2.0 * x)]
}

#[grad(hessian)]
fn energy(x: f64, last: &mut f64) -> f64 {
    *last = x * x;
    *last
}

fn main() {
    let _ = energy_grad(1.0, &mut 0.0);
}
