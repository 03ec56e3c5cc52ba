//! Each iteration has an element of its own, which it reads and changes.

use autodiff::grad;

#[grad(hvp, taylor)]
pub fn independent_own(w: f64, x: &[f64], y: &mut [f64], m: &mut [[f64; 2]]) -> f64 {
    let mut total = w;
    #[independent]
    for i in 0..y.len() {
        y[i] = (y[i] * x[i % x.len()]).sin() * w;
        m[i][1] *= y[i];
        m[i][0] = m[i][1].exp() * m[i][0];
        total += m[i][0] * y[i];
    }
    #[independent]
    for (v, u) in y.iter_mut().zip(x).rev() {
        *v = *v * *v * u;
    }
    total
}

type Point = (f64, &'static [f64], &'static [f64], &'static [[f64; 2]]);

pub const POINTS: &[Point] = &[
    (0.7, &[0.3], &[], &[]),
    (0.7, &[0.3, 0.8], &[0.4], &[[0.1, 0.2]]),
    (1.3, &[0.5, 0.1], &[0.7, -0.4, 0.9], &[[0.2, 0.9], [0.3, -0.2], [1.1, 0.4]]),
];
