//! Operands that change what the next operand reads.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn evaluation_order(x: f64) -> f64 {
    let mut a = x;
    let first = a + {
        a *= a;
        a
    } * a;
    let second = {
        a += 1.0;
        a
    } - {
        a *= 2.0;
        a * x
    };
    first * second + a
}

pub const POINTS: &[(f64,)] = &[(1.5,), (-0.4,)];
