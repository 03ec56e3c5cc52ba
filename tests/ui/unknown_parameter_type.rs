use autodiff::grad;

type Real = f64;

#[grad]
fn energy(x: Real, k: f64) -> f64 {
    k * x * x
}

#[grad]
fn norm<T: Into<f64>>(x: T) -> f64 {
    x.into()
}

fn main() {
    let _: (f64, f64) = energy_grad(1.0, 2.0);
    let _ = energy_jvp(1.0, 2.0, 1.0, 0.0);
}
