//! A fixed point by iteration in a `loop`, until two iterates agree or the
//! patience is over.
//! no f32: the tolerance is finer than single precision.

use autodiff::grad;

const TOLERANCE: f64 = 1e-14;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn fixed_point(a: f64, b: f64, max_iterations: usize) -> f64 {
    let mut x = a;
    let mut iterations = 0;
    loop {
        let next = a + b * x.cos();
        iterations += 1;
        if (next - x).abs() < TOLERANCE || iterations == max_iterations {
            return next;
        }
        x = next;
    }
}

pub const POINTS: &[(f64, f64, usize)] = &[(0.7, 0.3, 100), (1.2, -0.4, 100), (0.5, 0.8, 3)];
