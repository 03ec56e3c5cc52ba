//! The largest of each two by two block of an image.

use autodiff::grad;

#[grad(hvp, pullback)]
pub fn max_pooling(image: &[Vec<f64>]) -> Vec<f64> {
    let mut pooled = Vec::new();
    for rows in image.chunks_exact(2) {
        for (top, bottom) in rows[0].chunks_exact(2).zip(rows[1].chunks_exact(2)) {
            pooled.push(top[0].max(top[1]).max(bottom[0]).max(bottom[1]));
        }
    }
    pooled
}

pub const POINTS: &[&[&[f64]]] =
    &[&[&[1.0, 0.5, -0.2, 0.8], &[0.3, 2.0, -1.0, 0.1]], &[&[1.0, 3.0], &[0.3, 2.0], &[-1.0, 0.4], &[0.9, 0.6]], &[]];
