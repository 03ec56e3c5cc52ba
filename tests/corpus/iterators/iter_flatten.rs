//! `flatten` and `flat_map`, with what leaves them early.

use autodiff::grad;

#[grad(hvp)]
pub fn iter_flatten(x: &[f64]) -> f64 {
    let m = [[x[0], x[1]], [x[2], x[0] * x[1]]];
    let mut s = 0.0;
    for v in m.iter().flatten() {
        if *v > 1.0 {
            continue;
        }
        s += v * v * v;
        if s > 5.0 {
            break;
        }
    }
    let rows = vec![x.to_vec(), vec![x[0]], vec![]];
    let all: Vec<f64> = rows.iter().flatten().map(|v| v * v).collect();
    let at = rows.iter().flatten().position(|v| *v > 0.9).unwrap_or(9);
    let small = rows.iter().flatten().find(|v| **v < 0.5).copied().unwrap_or(0.3);
    let pairs: f64 = (0..x.len()).flat_map(|i| (0..i).map(move |j| x[i] * x[j])).sum();
    let sines: f64 = m.iter().flat_map(|r| r.iter().map(|v| v.sin())).sum();
    s * sines + all[1] * all[3] + at as f64 * small + pairs * pairs
}

pub const POINTS: &[&[f64]] = &[&[0.7, 0.4, 1.1], &[1.8, 1.9, 0.2]];
