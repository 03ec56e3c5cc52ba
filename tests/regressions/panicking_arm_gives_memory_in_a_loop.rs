//! One arm gives a vector, the other one panics: the rest of the iteration runs in the first, and what it
//! assigns leaves it.

use autodiff::grad;

#[grad(hvp)]
pub fn panicking_arm_gives_memory_in_a_loop(x: f64, y: f64) -> f64 {
    let mut s = y;
    for k in 0..4 {
        let a = if x.abs() < 1e12 { vec![0.1, x * s] } else { panic!("too large") };
        if k == 3 {
            break;
        }
        if k == 1 {
            continue;
        }
        s *= a[1] + a[0];
    }
    s
}

pub const POINTS: &[(f64, f64)] = &[(2.0, 0.3), (-0.7, 1.1)];
