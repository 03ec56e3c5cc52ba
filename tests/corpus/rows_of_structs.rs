//! Rows of local arrays of one's own types are run through where they are.

use autodiff::grad;

struct Row(i8, i32);

struct Named {
    name: String,
    weight: f64,
}

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn rows_of_structs(t: f64) -> f64 {
    let rows = [Row(1, 2), Row(3, 4)];
    let named = vec![Named { name: "a".to_owned(), weight: 0.5 }, Named { name: "long".to_owned(), weight: 1.5 }];
    let mut s = 0.0;
    for r in rows.iter() {
        s += r.0 as f64 * t * t + t * r.1 as f64;
    }
    for r in &named {
        s += r.name.len() as f64 * t * t * r.weight;
    }
    s * rows.iter().map(|r| r.0 as f64 * t).sum::<f64>() + rows[1].0 as f64 * t
}

pub const POINTS: &[(f64,)] = &[(0.7,), (-0.4,)];
