//! A branch whose last arm panics: the variables of the first arm were sought
//! in the second, and all memory in sight was copied.

use autodiff::grad;

#[grad(hvp)]
pub fn arm_that_panics(x: &[f64], n: usize) -> f64 {
    let mut y = x.to_vec();
    let mut s = 1.5;
    if n == 6 {
        let a = &mut y[1..];
        a[0] = x[0] * x[0];
    } else if n == 5 {
        s = 2.0 * x[0];
    } else if n == 4 {
        panic!("four");
    }
    let t = match n {
        5 => {
            let t = x[0];
            t * t
        }
        6 | 7 => x[1],
        _ => unreachable!("{n}"),
    };
    s * y[0] * y[1] * t
}

pub const POINTS: &[(&[f64], usize)] = &[(&[0.7, 0.4], 5), (&[0.7, 0.4], 6), (&[0.7, 0.4], 7)];
