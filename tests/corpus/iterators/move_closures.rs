//! A `move` closure has what it captures as it was where the closure was made: what changes around it
//! afterwards it does not see, and nobody sees what it changes.

use autodiff::grad;

#[grad(hvp, pullback)]
pub fn move_closures(x: f64, y: f64) -> f64 {
    let v = [x, y, x * y];
    let mut k = x;
    let mut sum = 0.0;
    // The body of the loop changes what the closure has a copy of.
    for e in v.iter().map(move |e| e * k) {
        k *= 1.5;
        sum += e * k;
    }
    // The closure changes its copy, from item to item.
    for e in v.iter().map(move |e| {
        k += e * y;
        k.sin()
    }) {
        sum += e * k;
    }
    // An array is copied, too.
    let mut a = [x, y];
    let later = a.into_iter().map(move |e| e * a[1]);
    a[1] = 0.5 * x;
    sum += later.sum::<f64>() * a[1];
    // One that is bound goes on with what it left.
    let mut next = move |e: f64| {
        k = 0.5 * k + e;
        k * y
    };
    for e in &v {
        sum += next(*e) * k;
    }
    let product = v.iter().fold(1.0, |product, e| 0.5 * product + next(*e));
    let most = 2;
    let mut count = 1;
    for (_, e) in v.iter().enumerate().filter(move |(i, _)| *i < count + most) {
        count += 1;
        sum += e * count as f64;
    }
    // One that another one captures is copied with what it has.
    let mut own = move || {
        k += y;
        k
    };
    let mut copy = move || own() * x;
    for _ in 0..3 {
        sum += copy() * own();
        own();
    }
    sum * product + k
}

pub const POINTS: &[(f64, f64)] = &[(0.7, 1.3), (-0.4, 0.9), (1.6, -0.8)];
