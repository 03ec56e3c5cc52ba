//! Constants whose types are not written where they are used.

use autodiff::{check, grad};
use num_complex::{Complex, Complex64};

const I: Complex64 = Complex64 { re: 0.0, im: 1.0 };

/// What is computed of a constant whose type is not written here is a complex number.
#[grad(hvp)]
fn turned(x: f64) -> f64 {
    let t = (-I * x).exp() * x;
    t.re + t.im * x
}

#[grad(hvp)]
fn told(x: f64) -> f64 {
    let t: Complex<f64> = (-I * x).exp() * x;
    t.re
}

#[grad(hvp)]
fn in_place(x: f64) -> f64 {
    (I * x).exp().re + (Complex64::I * x).exp().im
}

#[grad(hvp)]
fn beside(x: f64) -> f64 {
    let z = Complex64::new(x, 1.0);
    let t = -I * z;
    let u = z + I;
    (t * u + x).norm()
}

#[grad]
fn characteristic(x: f64, k: f64) -> Complex64 {
    let t = I * x * k;
    t.exp()
}

#[grad]
fn density(x: f64) -> f64 {
    let z: Complex64 = characteristic(x, 0.7);
    z.re
}

#[test]
fn constants() {
    check!(turned(0.7), hvp);
    check!(told(0.7), hvp);
    check!(in_place(0.7), hvp);
    check!(beside(0.7), hvp);
    check!(characteristic(0.7, 0.4));
    check!(density(0.7));
}
