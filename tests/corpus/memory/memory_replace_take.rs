//! `std::mem::replace` and `take`, of scalars, elements, rows and vectors.

use autodiff::grad;

#[grad(hvp)]
fn renewed(a: &mut f64, x: f64) -> f64 {
    let old = std::mem::replace(a, x * x);
    old * x
}

#[grad(hvp, pullback)]
pub fn memory_replace_take(x: &[f64]) -> f64 {
    let mut p = x[0];
    let old = std::mem::replace(&mut p, x[1]);
    let mut v = x.to_vec();
    let before = std::mem::replace(&mut v, vec![p * old, old]);
    v[0] *= before[1];
    let mut rows = vec![v.clone(), before.clone()];
    let row = std::mem::take(&mut rows[1]);
    rows[1].push(row[0] * row[1] * v[0]);
    let taken = std::mem::take(&mut p);
    let element = std::mem::replace(&mut rows[0][1], taken);
    let mut last = x[1];
    let given = renewed(&mut last, x[0]);
    old * p + v[0] * v[1] + rows[1][0] * element + rows[0][1] + given * last
}

pub const POINTS: &[&[f64]] = &[&[0.3, 0.7], &[-1.2, 0.4, 2.0]];
