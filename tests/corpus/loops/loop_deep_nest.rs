//! Three loops in each other; the innermost breaks, and each level has
//! something to do before and after the next one.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_deep_nest(x: f64, y: f64) -> f64 {
    let mut z = x;
    for i in 0..2 {
        z *= y;
        for j in 0..=i {
            let w = z + x;
            for k in 0..3 {
                z += w * w * 0.1;
                if i + j + k == 2 {
                    break;
                }
                z = z.sin();
            }
            z += w * y;
        }
        z *= x;
    }
    z
}

pub const POINTS: &[(f64, f64)] = &[(0.7, 1.1), (-0.4, 0.3)];
