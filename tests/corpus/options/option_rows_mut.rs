//! The last row, pushed to and written to.

use autodiff::grad;

#[grad(hvp, pullback)]
pub fn option_rows_mut(x: &[f64]) -> f64 {
    let mut rows = vec![x.to_vec(), vec![1.0, x[0]]];
    rows.last_mut().unwrap().push(x[1]);
    rows.last_mut().unwrap()[0] = x[1] * x[1];
    let r = rows.first_mut().unwrap();
    r[0] *= 3.0;
    rows[0][0] * rows[1][0] * rows[1][1] + rows[1][2]
}

pub const POINTS: &[&[f64]] = &[&[0.7, 0.3, 0.2], &[0.4, 0.1]];
