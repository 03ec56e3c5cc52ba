//! Calls that write through a tuple, from loops and branches.

use autodiff::grad;

#[grad(hvp, taylor)]
fn apply(p: (&mut f64, f64)) -> f64 {
    *p.0 += 0.3 * p.1 * *p.0;
    p.1 * *p.0
}

#[grad(hvp, taylor)]
fn descend(p: (&mut [f64], f64), n: usize) -> f64 {
    if n == 0 {
        return p.1;
    }
    p.0[0] += p.1;
    let next = p.1 * p.0[0];
    let r = descend((&mut p.0[..], next), n - 1);
    r * p.0[0]
}

#[grad(hvp, taylor, pullback)]
pub fn mut_in_tuple_in_loops(x: f64, n: usize) -> f64 {
    let mut a = [x, 0.5, x * x];
    let mut total = 0.0;
    let mut s = x;
    for i in 0..n {
        total += apply((&mut a[i % 3], s));
        if total > 0.2 {
            s *= 0.5;
            total += apply((&mut s, total));
        }
        let t = (&mut a[1..], s);
        t.0[0] *= t.1;
    }
    total * descend((&mut a[..1], s), 2) + s
}

pub const POINTS: &[(f64, usize)] = &[(0.7, 3), (-0.4, 5), (1.1, 0)];
