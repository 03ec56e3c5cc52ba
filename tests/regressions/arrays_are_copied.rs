//! Arrays that patterns, iterations by value, closures and options copy: what
//! was written to one of the two changed the other.

use autodiff::grad;

#[grad(hvp)]
pub fn arrays_are_copied(x: &[f64; 3]) -> f64 {
    let mut a = *x;
    let mut s = 0.0;
    for v in a {
        a[1] = a[1] * v + 0.1;
        s += v * a[1];
    }
    for (i, v) in a.into_iter().enumerate() {
        a[(i + 1) % 3] *= v;
        s += v;
    }
    let squared = move |i: usize| a[i] * a[i];
    a[0] = 3.0 * x[1];
    s += squared(0) * a[0];
    let scaled = |mut b: [f64; 3]| {
        b[0] *= x[2];
        b[0]
    };
    let same = |b: [f64; 3]| b;
    s *= scaled(a);
    let mut b = same(a);
    b[0] = s;
    let mut m = [[a[0], x[1]], [x[2], 1.0]];
    let &row = &m[0];
    m[0][0] = x[1] * x[1];
    s += row[0] * m[0][0];
    if let Some(&first) = m.first() {
        m[0][0] = x[2];
        s *= first[0] + m[0][0];
    }
    for mut row in m {
        row[0] *= row[1];
        s += row[0];
    }
    for mut row in m.iter().copied() {
        row[1] *= 2.0;
        s += row[1] * row[0];
    }
    let mut last = m.last().copied().unwrap();
    last[0] *= 3.0;
    let sums: f64 = m
        .iter()
        .map(|&(mut w)| {
            w[0] += 1.0;
            w[0] * w[1]
        })
        .sum();
    s * m[1][0] + last[0] + sums + b[0] * a[0]
}

pub const POINTS: &[[f64; 3]] = &[[0.7, 0.4, 1.1], [-0.3, 0.8, 0.5]];
