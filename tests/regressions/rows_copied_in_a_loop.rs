//! Memory that changes from iteration to iteration, copied into rows and pushed: the
//! replay made the rows of what was there in the end.

use autodiff::grad;

#[grad(hvp)]
pub fn rows_copied_in_a_loop(x: f64, n: usize) -> f64 {
    let mut a = [x, 1.0];
    let mut s = 0.0;
    for _ in 0..n {
        let listed = [a, a];
        let paired = [(a, x); 2];
        let mut pushed = vec![];
        pushed.push(a);
        pushed.push([x, a[1]]);
        s += listed[0][0] * listed[1][1] + paired[0].0[0] * paired[1].0[1] * pushed[0][0] * pushed[1][1];
        a[0] *= x;
        a[1] += a[0];
    }
    s
}

pub const POINTS: &[(f64, usize)] = &[(0.7, 3), (-0.4, 2), (1.1, 0)];
