//! Callees in another module.

use autodiff::grad;

#[grad]
pub(crate) fn step(x: &[f64], #[constant] rate: f64, out: &mut [f64]) {
    for i in 0..x.len() {
        out[i] = x[i] * rate;
    }
}

#[grad]
pub(crate) fn halved(x: &[f64], out: &mut [f64]) {
    for i in 0..x.len() {
        out[i] += x[i] * 0.5;
    }
}
