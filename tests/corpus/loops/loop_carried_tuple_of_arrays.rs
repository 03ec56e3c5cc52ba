//! Tuples with arrays and vectors in them, assigned as a whole in loops and
//! branches.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_carried_tuple_of_arrays(x: &[f64], n: usize) -> f64 {
    let mut t = ([x[0], x[1]], x[2], vec![1.0, x[0]]);
    let mut pair = ([x[0], 1.0], [x[1], x[2]]);
    for k in 0..n {
        t = ([t.1 * t.0[1], t.0[0]], t.2[0], vec![t.0[1], t.2[1] * t.1]);
        if t.1 > 0.5 {
            pair = (pair.1, pair.0);
            t.0 = [t.1.sin(), pair.0[0]];
        } else if k == 2 {
            pair.1 = t.0;
        }
        (pair.0, pair.1) = (pair.1, pair.0);
        pair.0[1] *= t.1;
    }
    t.0[0] * t.1 + t.2[1] * pair.0[0] + pair.1[1] * pair.0[1]
}

pub const POINTS: &[(&[f64], usize)] = &[(&[0.7, 0.4, 1.1], 1), (&[0.7, 0.4, 1.1], 3), (&[0.3, 0.8, 0.2], 4)];
