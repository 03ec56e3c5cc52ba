//! Scratch that grows in each iteration and is cleared first, in loops in each other.

use autodiff::grad;

#[grad(hvp)]
pub fn independent_cleared(w: &[f64], x: &[f64]) -> f64 {
    let mut kept: Vec<f64> = Vec::new();
    let mut powers = Vec::with_capacity(4);
    let mut total = 0.0;
    #[independent]
    for v in x {
        kept.clear();
        for u in w {
            if u * v > 0.07 {
                kept.push((u * v).sqrt());
            }
        }
        let mut inner = 0.0;
        #[independent]
        for i in 0..kept.len() {
            powers.clear();
            powers.extend([kept[i], kept[i] * v, kept[i] * kept[0]]);
            inner += powers.iter().map(|p| p * p).sum::<f64>();
        }
        total += inner * inner * v;
    }
    (0.1 * total).sin()
}

pub const POINTS: &[(&[f64], &[f64])] =
    &[(&[0.3], &[]), (&[0.3, -0.8], &[0.4, -0.7]), (&[0.5, 0.9, 0.7], &[0.2, 0.9, 1.3, 0.4])];
