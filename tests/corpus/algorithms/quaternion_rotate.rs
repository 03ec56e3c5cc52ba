//! A slice of points rotated in place by a quaternion of any length.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn quaternion_rotate(q: &[f64; 4], points: &mut [[f64; 3]]) {
    let norm = q.iter().map(|c| c * c).sum::<f64>().sqrt();
    let (w, x, y, z) = (q[0] / norm, q[1] / norm, q[2] / norm, q[3] / norm);
    for p in points.iter_mut() {
        let [a, b, c] = *p;
        let tx = 2.0 * (y * c - z * b);
        let ty = 2.0 * (z * a - x * c);
        let tz = 2.0 * (x * b - y * a);
        p[0] = a + w * tx + y * tz - z * ty;
        p[1] = b + w * ty + z * tx - x * tz;
        p[2] = c + w * tz + x * ty - y * tx;
    }
}

pub const POINTS: &[([f64; 4], &[[f64; 3]])] = &[
    ([0.9, 0.2, -0.4, 0.3], &[[1.0, 0.5, -0.7], [0.2, -1.1, 0.8]]),
    ([0.5, -0.6, 0.1, 0.7], &[[0.4, 0.9, 1.3]]),
    ([0.5, -0.6, 0.1, 0.7], &[]),
];
