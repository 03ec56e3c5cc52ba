//! The last `if` of a block, or what follows an early return, changes the length of
//! a vector that was there before: its shadow was laid before the `if`, with the
//! extents that the vector had there.

use autodiff::grad;

#[grad(hvp)]
fn emptied(x: &[f64]) -> f64 {
    let mut v = x.to_vec();
    if x[1] > 1.0 {
        v.clear();
        v.push(x[0] * x[1]);
        v[0] * v[0]
    } else {
        v[0]
    }
}

#[grad(hvp)]
fn taken(x: &[f64]) -> f64 {
    let mut v = x.to_vec();
    if x[1] > 1.0 {
        let w = std::mem::take(&mut v);
        v.push(w[0] * w[1]);
        v[0] * w[2]
    } else {
        x[0]
    }
}

#[grad(hvp)]
fn filled_after_return(x: &[f64]) -> f64 {
    let mut v = vec![];
    if x.is_empty() {
        return 0.0;
    }
    for a in x {
        v.push(a * a);
    }
    v.iter().map(|a| a * x[0]).sum()
}

#[grad(hvp)]
fn lent(v: &mut Vec<f64>, c: f64) -> f64 {
    if v[0] > c {
        v.push(v[0] * v[1]);
        v[0] * v[1]
    } else {
        let a = v.remove(0);
        a * v[0]
    }
}

#[grad(hvp)]
pub fn extents_changed_in_last_branch(x: &[f64]) -> f64 {
    let mut v = x.to_vec();
    let first = lent(&mut v, 1.0);
    let second = lent(&mut v, 0.5);
    emptied(x) + taken(x) * filled_after_return(x) + first * second + v[0] * v[v.len() - 1]
}

pub const POINTS: &[&[f64]] = &[&[0.71, 1.32, 0.43], &[1.2, 0.4, 0.9], &[0.3, 0.8, 1.1, 0.5]];
