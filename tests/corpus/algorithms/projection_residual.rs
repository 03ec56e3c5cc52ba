//! The reprojection errors of points seen by a camera with radial distortion,
//! as in a bundle adjustment. A camera is a rotation vector, a shift, a focal
//! length and a distortion.

use autodiff::grad;

#[grad(hvp, taylor)]
fn rotate(r: &[f64], p: &[f64; 3]) -> [f64; 3] {
    let theta = (r[0] * r[0] + r[1] * r[1] + r[2] * r[2]).sqrt();
    let (s, c) = theta.sin_cos();
    let k = [r[0] / theta, r[1] / theta, r[2] / theta];
    let dot = (k[0] * p[0] + k[1] * p[1] + k[2] * p[2]) * (1.0 - c);
    [
        p[0] * c + (k[1] * p[2] - k[2] * p[1]) * s + k[0] * dot,
        p[1] * c + (k[2] * p[0] - k[0] * p[2]) * s + k[1] * dot,
        p[2] * c + (k[0] * p[1] - k[1] * p[0]) * s + k[2] * dot,
    ]
}

#[grad(hvp, taylor, sparse_jacobian)]
pub fn projection_residual(camera: &[f64], points: &[[f64; 3]], #[constant] seen: &[[f64; 2]], out: &mut [f64]) {
    let (focal, distortion) = (camera[6], camera[7]);
    for (i, (point, feature)) in points.iter().zip(seen).enumerate() {
        let mut p = rotate(&camera[..3], point);
        for k in 0..3 {
            p[k] += camera[3 + k];
        }
        let (x, y) = (p[0] / p[2], p[1] / p[2]);
        let scale = focal * (1.0 + distortion * (x * x + y * y));
        out[2 * i] = scale * x - feature[0];
        out[2 * i + 1] = scale * y - feature[1];
    }
}

pub const POINTS: &[(&[f64], &[[f64; 3]], &[[f64; 2]], &[f64])] = &[
    (&[0.2, -0.3, 0.1, 0.1, -0.2, 2.0, 1.2, 0.05], &[[0.4, -0.6, 1.0]], &[[0.3, -0.1]], &[0.0, 0.0]),
    (&[-0.4, 0.3, 0.5, 0.0, 0.3, 3.0, 0.9, -0.1], &[], &[], &[0.7]),
];
