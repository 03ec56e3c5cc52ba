//! The result of a call that is an array, in a branch, with its argument
//! overwritten afterwards: the other branch had an array of another length.

use autodiff::grad;

#[grad(hvp)]
fn squares(a: &[f64; 1]) -> [f64; 1] {
    [a[0] * a[0]]
}

#[grad(hvp)]
pub fn array_given_in_a_branch(a: [f64; 1], n: u32) -> f64 {
    let mut t = a;
    if n > 0 {
        let u = squares(&t);
        t[0] = u[0];
    }
    for k in 0..n {
        if k % 2 == 0 {
            continue;
        }
        let u = squares(&t);
        t[0] = u[0] * a[0];
    }
    let mut w = [vec![a[0]], vec![t[0]]];
    if n > 1 {
        let z = w.clone();
        w[0][0] = z[1][0] * z[0][0];
    }
    t[0] * w[0][0]
}

pub const POINTS: &[([f64; 1], u32)] = &[([0.8], 0), ([0.8], 1), ([-1.2], 2), ([1.1], 3)];
