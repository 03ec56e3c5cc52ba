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

/// A rotation about an axis, by an angle.
struct Rotation {
    sin: f64,
    cos: f64,
    axis: Vector,
    /// The sine, and one less the cosine, divided by the angle.
    slopes: [f64; 2],
}

impl Rotation {
    fn new(r: Vector) -> Self {
        let angle = dot(r, r).sqrt();
        let (sin, cos) = angle.sin_cos();
        if angle == 0.0 {
            return Rotation { sin, cos, axis: [0.0; 3], slopes: [1.0, 0.0] };
        }
        let inverse = 1.0 / angle;
        Rotation { sin, cos, axis: r.map(|r| r * inverse), slopes: [sin * inverse, (1.0 - cos) * inverse] }
    }

    /// The point turned by the angle, whose sine is given.
    fn turned(&self, p: Vector, sin: f64) -> Vector {
        let along = dot(self.axis, p) * (1.0 - self.cos);
        combined([self.cos, sin, along], p, cross(self.axis, p), self.axis)
    }

    /// The cotangents of the rotation vector and of the point `p`, for that of the
    /// turned point. The latter is turned back (Gallego and Yezzi 2015).
    fn adjoint(&self, p: Vector, g: Vector) -> (Vector, Vector) {
        let p_bar = self.turned(g, -self.sin);
        let u = cross(p, p_bar);
        let [sine, versine] = self.slopes;
        let along = dot(self.axis, u) * (1.0 - sine);
        (combined([sine, versine, along], u, cross(self.axis, u), self.axis), p_bar)
    }
}

/// The rows of an observation, which share all that comes before the two images.
fn rows(cam: &[f64; CAMERA], x: &Vector, w: f64, feat: &[f64; 2]) -> Rows {
    let rotation = Rotation::new([cam[0], cam[1], cam[2]]);
    let centred = [x[0] - cam[3], x[1] - cam[4], x[2] - cam[5]];
    let seen = rotation.turned(centred, rotation.sin);
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
