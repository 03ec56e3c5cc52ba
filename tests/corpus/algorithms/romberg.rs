//! Romberg's extrapolation of the trapezoid rule, over a triangular table.

use autodiff::grad;

#[grad(hvp, pullback, sparse_hessian)]
pub fn romberg(b: f64, p: f64, levels: usize) -> f64 {
    let f = |x: f64| (p * x).sin().exp();
    let mut table: Vec<Vec<f64>> = Vec::new();
    let mut h = b;
    for level in 0..levels {
        let mut row = Vec::with_capacity(level + 1);
        if level == 0 {
            row.push(0.5 * h * (f(0.0) + f(b)));
        } else {
            h *= 0.5;
            let middles: f64 = (0..1 << (level - 1)).map(|i| f((2 * i + 1) as f64 * h)).sum();
            row.push(0.5 * table[level - 1][0] + h * middles);
        }
        let mut factor = 1.0;
        for k in 1..=level {
            factor *= 4.0;
            row.push(row[k - 1] + (row[k - 1] - table[level - 1][k - 1]) / (factor - 1.0));
        }
        table.push(row);
    }
    table[levels - 1][levels - 1]
}

pub const POINTS: &[(f64, f64, usize)] = &[(1.2, 0.9, 4), (0.7, 2.0, 1)];
