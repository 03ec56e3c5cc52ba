//! The sparse Jacobian of bundle adjustment.

use autodiff_gradbench::evals::ba::{CAMERA, ROW, Rows, Scene, Sparse};

type Vector = [f64; 3];

/// The same matrix as [`Scene::jacobian`].
pub fn jacobian(scene: &Scene) -> Sparse {
    scene.jacobian_of(rows, |w| -2.0 * w)
}

fn dot(a: Vector, b: Vector) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

fn cross(a: Vector, b: Vector) -> Vector {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

/// The linear combination of three vectors.
fn combined([a, b, c]: Vector, u: Vector, v: Vector, w: Vector) -> Vector {
    [0, 1, 2].map(|i| a * u[i] + b * v[i] + c * w[i])
}

/// A rotation, and what turned the point.
struct Rotation {
    angle: f64,
    sin: f64,
    cos: f64,
    axis: Vector,
}

impl Rotation {
    fn new(r: Vector) -> Self {
        let angle = dot(r, r).sqrt();
        let (sin, cos) = angle.sin_cos();
        let axis = if angle == 0.0 { [0.0; 3] } else { r.map(|r| r / angle) };
        Rotation { angle, sin, cos, axis }
    }

    fn turned(&self, p: Vector) -> Vector {
        let along = dot(self.axis, p) * (1.0 - self.cos);
        combined([self.cos, self.sin, along], p, cross(self.axis, p), self.axis)
    }

    /// The cotangents of the rotation vector and of the point `p`, for that of the
    /// turned point. The point is turned back.
    fn adjoint(&self, p: Vector, g: Vector) -> (Vector, Vector) {
        if self.angle == 0.0 {
            return (cross(p, g), g);
        }
        let (a, rest) = (self.axis, 1.0 - self.cos);
        let (a_p, a_g) = (dot(a, p), dot(a, g));
        let p_bar = combined([self.cos, -self.sin, a_g * rest], g, cross(a, g), a);
        let p_g = cross(p, g);
        let angle_bar = self.cos * dot(a, p_g) + self.sin * (a_p * a_g - dot(p, g));
        let a_bar = combined([self.sin, rest * a_p, rest * a_g], p_g, g, p);
        let radial = angle_bar - dot(a, a_bar) / self.angle;
        (combined([1.0 / self.angle, radial, 0.0], a_bar, a, a), p_bar)
    }
}

/// The rows of an observation, which share all that comes before the two images.
fn rows(cam: &[f64; CAMERA], x: &Vector, w: f64, feat: &[f64; 2]) -> Rows {
    let rotation = Rotation::new([cam[0], cam[1], cam[2]]);
    let centred = [x[0] - cam[3], x[1] - cam[4], x[2] - cam[5]];
    let seen = rotation.turned(centred);
    let depth = 1.0 / seen[2];
    let image = [seen[0] * depth, seen[1] * depth];
    let square = image[0] * image[0] + image[1] * image[1];
    let distortion = 1.0 + square * (cam[9] + cam[10] * square);
    let slope = 2.0 * (cam[9] + 2.0 * cam[10] * square);
    [0, 1].map(|i| {
        let scale = w * cam[6];
        let mut image_bar = image.map(|other| scale * image[i] * slope * other);
        image_bar[i] += scale * distortion;
        let along = image_bar[0] * image[0] + image_bar[1] * image[1];
        let seen_bar = [image_bar[0] * depth, image_bar[1] * depth, -along * depth];
        let (r_bar, p_bar) = rotation.adjoint(centred, seen_bar);
        let mut row = [0.0; ROW];
        row[..3].copy_from_slice(&r_bar);
        row[3..6].copy_from_slice(&p_bar.map(|p| -p));
        row[6] = w * image[i] * distortion;
        row[7 + i] = w;
        row[9] = scale * image[i] * square;
        row[10] = row[9] * square;
        row[CAMERA..CAMERA + 3].copy_from_slice(&p_bar);
        row[CAMERA + 3] = image[i] * distortion * cam[6] + cam[7 + i] - feat[i];
        row
    })
}
