//! What a call gives that is only handed on to other calls is a float, where it has an
//! adjoint.

use autodiff::grad;

#[grad]
fn polar(x: f64, y: f64) -> (f64, f64) {
    (x.hypot(y), y.atan2(x))
}

#[grad]
fn abscissa(p: (f64, f64)) -> f64 {
    p.0 * p.1.cos()
}

#[grad(only(jvp))]
fn forward(x: f64, y: f64) -> f64 {
    abscissa(polar(x, y))
}

#[grad(only(grad))]
fn nested(x: f64, y: f64) -> f64 {
    abscissa(polar(x, y))
}

fn main() {}
