//! Steepest descent with a step that is halved until the value falls: a labelled
//! loop, continued from the inner one.

use autodiff::grad;

#[grad(hvp, taylor)]
fn bowl(x: f64, y: f64, a: f64) -> f64 {
    a * x * x + y * y + 0.3 * (x * y).sin()
}

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn line_search(x0: f64, y0: f64, a: f64, iterations: usize) -> f64 {
    let (mut x, mut y) = (x0, y0);
    let mut value = bowl(x, y, a);
    'descent: for _ in 0..iterations {
        let dx = 2.0 * a * x + 0.3 * y * (x * y).cos();
        let dy = 2.0 * y + 0.3 * x * (x * y).cos();
        let mut step = 1.0;
        while step > 1e-3 {
            let (tx, ty) = (x - step * dx, y - step * dy);
            let trial = bowl(tx, ty, a);
            if trial < value - 0.1 * step * (dx * dx + dy * dy) {
                (x, y, value) = (tx, ty, trial);
                continue 'descent;
            }
            step *= 0.5;
        }
        break;
    }
    value
}

pub const POINTS: &[(f64, f64, f64, usize)] = &[(1.0, -0.7, 1.6, 3), (0.4, 0.9, 0.8, 1), (0.4, 0.9, 0.8, 0)];
