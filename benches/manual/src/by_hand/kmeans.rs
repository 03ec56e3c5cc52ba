//! The direction in which Newton's method moves the centres of clusters.

/// Only the nearest centre of a point has a derivative: twice the difference, and
/// two on the diagonal of the Hessian.
pub fn direction(centroids: &[f64], points: &[f64], width: usize) -> Vec<f64> {
    let mut gradient = vec![0.0; centroids.len()];
    let mut counts = vec![0.0; centroids.len() / width];
    for point in points.chunks_exact(width) {
        let (mut least, mut nearest) = (f64::INFINITY, 0);
        for (c, centre) in centroids.chunks_exact(width).enumerate() {
            let distance: f64 = centre.iter().zip(point).map(|(c, p)| (c - p) * (c - p)).sum();
            if distance < least {
                (least, nearest) = (distance, c);
            }
        }
        let row = nearest * width..(nearest + 1) * width;
        for ((g, c), p) in gradient[row.clone()].iter_mut().zip(&centroids[row]).zip(point) {
            *g += c - p;
        }
        counts[nearest] += 1.0;
    }
    for (row, count) in gradient.chunks_exact_mut(width).zip(&counts) {
        for g in row {
            *g = if *count == 0.0 { 0.0 } else { *g / count };
        }
    }
    gradient
}
