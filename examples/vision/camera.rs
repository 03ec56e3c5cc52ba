//! A camera, whose focal length, place and distortion are found from images of known points.

use autodiff::{Differentiable, check, grad};
use nalgebra::{Vector2, Vector3};

/// A camera that looks along the third axis.
#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Camera {
    rotation: Vector3<f64>,
    translation: Vector3<f64>,
    focal: f64,
    k1: f64,
    k2: f64,
}

/// By the formula of Rodrigues.
#[grad(hvp)]
fn rotate(axis_angle: &Vector3<f64>, point: &Vector3<f64>) -> Vector3<f64> {
    let theta2 = axis_angle.dot(axis_angle);
    if theta2 > 1e-12 {
        let theta = theta2.sqrt();
        let axis = axis_angle / theta;
        let cross = axis.cross(point);
        point * theta.cos() + cross * theta.sin() + axis * (axis.dot(point) * (1.0 - theta.cos()))
    } else {
        point + axis_angle.cross(point)
    }
}

#[grad(hvp)]
impl Camera {
    fn project(&self, point: &Vector3<f64>) -> Vector2<f64> {
        let p = rotate(&self.rotation, point) + self.translation;
        let p = Vector2::new(-p.x / p.z, -p.y / p.z);
        let r2 = p.norm_squared();
        let distortion = 1.0 + r2 * (self.k1 + self.k2 * r2);
        p * (self.focal * distortion)
    }

    fn reprojection_error(&self, point: &Vector3<f64>, seen: &Vector2<f64>) -> f64 {
        let residual = self.project(point) - seen;
        residual.norm_squared()
    }
}

#[derive(Clone, Debug, Differentiable)]
struct Observation {
    camera: usize,
    point: usize,
    pixel: Vector2<f64>,
}

/// What bundle adjustment makes small, with a loss that outliers do not dominate.
#[grad(hvp)]
fn bundle(cameras: &[Camera], points: &[Vector3<f64>], #[constant] observations: &[Observation]) -> f64 {
    observations
        .iter()
        .map(|o| cameras[o.camera].reprojection_error(&points[o.point], &o.pixel))
        .map(|e| e.ln_1p())
        .sum::<f64>()
}

pub(crate) fn run() {
    let cameras = [0.0, 0.3].map(|at: f64| Camera {
        rotation: Vector3::new(0.02, 0.3 * at, -0.01),
        translation: Vector3::new(-at, 0.05, -4.0),
        focal: 500.0,
        k1: -0.05,
        k2: 0.002,
    });
    let points: Vec<_> =
        (0..6).map(|i| f64::from(i)).map(|i| Vector3::new(0.3 * i - 0.8, (i * 1.7).sin(), (i * 0.9).cos())).collect();
    let observations: Vec<_> = (0..2)
        .flat_map(|camera| (0..6).map(move |point| (camera, point)))
        .map(|(camera, point)| Observation { camera, point, pixel: cameras[camera].project(&points[point]) })
        .collect();
    let moved: Vec<_> = points.iter().map(|p| p + Vector3::new(1e-3, -2e-3, 1e-3)).collect();
    check!(
        bundle(
            &cameras,
            &moved,
            #[constant]
            &observations
        ),
        hvp
    );
    let Observation { pixel, .. } = observations[0];
    let (camera, point, _) = cameras[0].reprojection_error_grad(&moved[0], &pixel);
    println!("  camera                   reprojection error along the focal length {:.6}", camera.focal);
    println!("                           along the point [{:.3}, {:.3}, {:.3}]", point.x, point.y, point.z);
}
