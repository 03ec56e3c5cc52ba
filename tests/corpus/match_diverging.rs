//! Arms that panic, and one that is unreachable.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn match_diverging(x: f64, n: usize) -> f64 {
    let scale = match n % 3 {
        0 => x,
        1 => x.sqrt(),
        2 => 0.5,
        _ => unreachable!(),
    };
    match n {
        100.. => panic!("no such order: {n}"),
        _ => scale * x,
    }
}

pub const POINTS: &[(f64, usize)] = &[(1.7, 0), (1.7, 4), (1.7, 5)];
