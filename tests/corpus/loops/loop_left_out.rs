//! Sums of which terms are left out: by an arm, by `continue`, by `break`, in a `for` and in a `while`.

use autodiff::grad;

#[grad(hvp)]
pub fn loop_left_out(x: &[f64], y: &[f64], a: f64, n: usize) -> f64 {
    let mut s = 0.0;
    for (v, w) in x.iter().zip(y) {
        if *v < 0.2 {
            continue;
        }
        let t = (v * w * a).sin();
        s += t * t;
        if *w > 5.0 {
            break;
        }
    }
    let mut bins = [0.0; 3];
    let mut i = 0;
    while i < n {
        let v = x[i % x.len()];
        match i % 3 {
            0 => s += v.exp() * a,
            1 if v < 0.5 => s -= v * v,
            _ => bins[i % 3] += v * a,
        }
        i += 1 + i / 2;
    }
    let mut rest = 0.0;
    let mut k = 0;
    loop {
        let row = [a * y[k], a.sin()];
        let product = row[0] * row[1];
        if product > 2.0 || k + 1 == y.len() {
            break;
        }
        rest += product.cos();
        k += 1;
    }
    let highest = if s > 0.0 { s.sqrt() } else { s };
    highest * bins[1] + bins[2] * bins[0] + rest
}

pub const POINTS: &[(&[f64], &[f64], f64, usize)] = &[
    (&[0.3, 0.1, 0.9, 0.7], &[1.2, -0.4, 6.0, 0.3], 0.8, 9),
    (&[0.3, 0.15, 0.9], &[1.2, 5.5, 0.6], 1.7, 4),
    (&[0.1, 0.6], &[0.7], 0.4, 0),
];
