//! Every arm returns, some from inside a block.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn return_in_match(x: f64, n: u32) -> (f64, bool) {
    let y = x.exp();
    match n {
        0 => return (y, false),
        1 if x > 0.0 => {
            let z = y * x;
            return (z, true);
        }
        1 => {}
        _ => return (x * x, n > 5),
    }
    (y + x, true)
}

pub const POINTS: &[(f64, u32)] = &[(0.4, 0), (0.4, 1), (-0.4, 1), (0.4, 3), (0.4, 9)];
