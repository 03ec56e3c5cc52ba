//! A ray that marches through a signed distance field, which is an enum of shapes. The
//! depth of a pixel is differentiated along the scene, and the scene is found from a picture.

use autodiff::{Differentiable, check, grad};

use crate::vec3::Vec3;

#[derive(Clone, Debug, Differentiable)]
enum Shape {
    Sphere { center: Vec3, radius: f64 },
    Plane { normal: Vec3, height: f64 },
    Box { center: Vec3, half: Vec3, rounding: f64 },
    Union(Vec<Shape>),
    SmoothUnion { a: std::boxed::Box<Shape>, b: std::boxed::Box<Shape>, k: f64 },
}

#[grad(hvp)]
impl Shape {
    fn distance(&self, p: Vec3) -> f64 {
        match self {
            Shape::Sphere { center, radius } => (p - *center).norm() - radius,
            Shape::Plane { normal, height } => p.dot(*normal) - height,
            Shape::Box { center, half, rounding } => {
                let d = p - *center;
                let q = Vec3::new(d.x.abs() - half.x, d.y.abs() - half.y, d.z.abs() - half.z);
                let outside = Vec3::new(q.x.max(0.0), q.y.max(0.0), q.z.max(0.0));
                let inside = q.x.max(q.y.max(q.z)).min(0.0);
                if inside < 0.0 { inside - rounding } else { outside.norm() - rounding }
            }
            Shape::Union(shapes) => {
                let mut nearest = f64::INFINITY;
                for shape in shapes {
                    nearest = nearest.min(shape.distance(p));
                }
                nearest
            }
            Shape::SmoothUnion { a, b, k } => {
                let (a, b) = (a.distance(p), b.distance(p));
                let h = (0.5 + 0.5 * (b - a) / k).clamp(0.0, 1.0);
                b + (a - b) * h - k * h * (1.0 - h)
            }
        }
    }
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct Ray {
    origin: Vec3,
    direction: Vec3,
}

#[grad(hvp)]
impl Ray {
    fn at(&self, t: f64) -> Vec3 {
        self.origin + self.direction * t
    }
}

/// How far the ray goes, if it hits something.
#[grad(hvp)]
fn march(scene: &Shape, ray: &Ray) -> Option<f64> {
    let mut t = 0.0;
    for _ in 0..500 {
        let d = scene.distance(ray.at(t));
        if d < 1e-13 {
            return Some(t);
        }
        t += d;
        if t > 100.0 {
            return None;
        }
    }
    Some(t)
}

/// The depth, or the background.
#[grad(hvp)]
fn depth(scene: &Shape, ray: &Ray) -> f64 {
    march(scene, ray).unwrap_or(100.0)
}

#[grad(hvp)]
fn misfit(scene: &Shape, #[constant] picture: &[(Ray, f64)]) -> f64 {
    let mut sum = 0.0;
    for (ray, seen) in picture {
        let error = depth(scene, ray) - seen;
        sum += error * error;
    }
    sum / picture.len() as f64
}

fn ray(x: f64, y: f64) -> Ray {
    let direction = Vec3::new(x, y, 1.0);
    Ray { origin: Vec3::new(0.0, 0.0, -4.0), direction: direction * (1.0 / direction.norm()) }
}

pub(crate) fn run() {
    let sphere = |x, radius| Shape::Sphere { center: Vec3::new(x, 0.1, 0.0), radius };
    let scene = Shape::Union(vec![
        Shape::SmoothUnion { a: Box::new(sphere(-0.3, 0.8)), b: Box::new(sphere(0.6, 0.6)), k: 0.3 },
        Shape::Box { center: Vec3::new(0.0, -1.2, 0.5), half: Vec3::new(1.5, 0.2, 0.4), rounding: 0.1 },
        Shape::Plane { normal: Vec3::new(0.0, 0.0, -1.0), height: -3.0 },
    ]);
    for (x, y) in [(0.0, 0.02), (0.15, -0.05), (0.05, -0.29), (0.6, 0.5)] {
        check!(depth(&scene, &ray(x, y)));
    }
    check!(Shape::distance(&scene, Vec3::new(0.2, 0.3, -0.9)), hvp);

    // One ball in front of a wall, from the depths of a few pixels.
    let pixels: Vec<Ray> = (0..25).map(|k| ray(0.06 * f64::from(k % 5 - 2), 0.06 * f64::from(k / 5 - 2))).collect();
    let truth = Shape::Sphere { center: Vec3::new(0.1, -0.05, 0.2), radius: 1.0 };
    let picture: Vec<(Ray, f64)> = pixels.iter().map(|ray| (*ray, depth(&truth, ray))).collect();
    let mut found = Shape::Sphere { center: Vec3::new(0.0, 0.0, 0.0), radius: 0.9 };
    check!(misfit(
        &found,
        #[constant]
        &picture
    ));
    let mut velocity = found.zero_like();
    for _ in 0..3000 {
        let mut step = misfit_grad(&found, &picture);
        step.scale(-0.1);
        velocity.scale(0.95);
        velocity.accumulate(&step);
        found.accumulate(&velocity);
    }
    let Shape::Sphere { center, radius } = found else { panic!("it stays what it is") };
    println!("  ray marcher              ball of {radius:.4} at ({:.4}, {:.4}, {:.4})", center.x, center.y, center.z);
    assert!((radius - 1.0).abs() < 1e-3 && (center.z - 0.2).abs() < 1e-3);
}
