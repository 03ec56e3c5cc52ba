//! The elements of a call's result are floats as the arguments are: in `f32`
//! they were taken for `f64`.

use autodiff::grad;

#[grad(hvp)]
fn shifted(x: &[f64], by: f64) -> Vec<f64> {
    x.iter().map(|v| v + by).collect()
}

#[grad(hvp)]
pub fn call_result_in_single_precision(x: &[f64], by: f64) -> f64 {
    let mut y = shifted(x, by);
    for v in y.iter_mut() {
        *v = v.tanh();
    }
    let mut sum = 0.0;
    for i in 0..y.len() {
        sum += y[i] * x[i];
    }
    sum
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.7, -0.4], 0.3), (&[], 1.0)];
