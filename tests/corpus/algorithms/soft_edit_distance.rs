//! An edit distance with a soft minimum, on a full table, as Levenshtein's.

use autodiff::grad;

#[grad(hvp)]
fn soft_min(a: f64, b: f64, c: f64, gamma: f64) -> f64 {
    let m = a.min(b).min(c);
    let sum = (-(a - m) / gamma).exp() + (-(b - m) / gamma).exp() + (-(c - m) / gamma).exp();
    m - gamma * sum.ln()
}

#[grad(hvp, pullback)]
pub fn soft_edit_distance(a: &[f64], b: &[f64], gap: f64, gamma: f64) -> f64 {
    let (n, m) = (a.len(), b.len());
    let mut d = vec![vec![0.0; m + 1]; n + 1];
    for i in 1..=n {
        d[i][0] = i as f64 * gap;
    }
    for j in 1..=m {
        d[0][j] = j as f64 * gap;
    }
    for i in 1..=n {
        for j in 1..=m {
            let substitute = d[i - 1][j - 1] + (a[i - 1] - b[j - 1]).powi(2);
            d[i][j] = soft_min(d[i - 1][j] + gap, d[i][j - 1] + gap, substitute, gamma);
        }
    }
    d[n][m]
}

pub const POINTS: &[(&[f64], &[f64], f64, f64)] =
    &[(&[1.0, 2.5, 0.3], &[0.8, 0.6], 0.7, 0.4), (&[0.5], &[1.2], 0.3, 0.5), (&[], &[1.0, 2.0], 0.7, 0.4)];
