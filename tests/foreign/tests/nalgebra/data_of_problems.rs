//! Constants of a problem that are vectors, run through beside active ones, and what is made of as many elements.

use autodiff::{check, grad};
use nalgebra::{DVector, Isometry3, Point3, Vector2, Vector3};

/// What an item of constants is, is a reference to a vector.
#[grad(hvp)]
fn reprojection(points: &[Point3<f64>], f: f64, #[constant] seen: &[Vector2<f64>]) -> f64 {
    points.iter().zip(seen.iter()).map(|(p, o)| (Vector2::new(f * p.x / p.z, f * p.y / p.z) - o).norm_squared()).sum()
}

#[grad(hvp)]
fn distances(x: f64, #[constant] seen: &[Vector2<f64>]) -> f64 {
    let mut total = 0.0;
    for o in seen {
        let v = Vector2::new(x * x, x.sin());
        total += (v - o).magnitude() + (v + o).magnitude_squared() * (o - v).x;
    }
    for i in 0..seen.len() {
        total += (Vector2::new(x, x) - seen[i]).norm();
    }
    total
}

struct Fit {
    t: Vec<f64>,
}

#[grad(hvp)]
impl Fit {
    fn by_items(#[constant] &self, x: &DVector<f64>) -> f64 {
        let r = DVector::from_iterator(self.t.len(), self.t.iter().map(|t| x[0] * (-x[1] * t).exp()));
        0.5 * r.norm_squared()
    }

    fn by_index(#[constant] &self, x: &DVector<f64>) -> f64 {
        let r = DVector::from_fn(self.t.len(), |i, _| x[0] * (-x[1] * self.t[i]).exp());
        0.5 * r.norm_squared()
    }
}

#[grad(hvp)]
fn fitted(x: &DVector<f64>) -> f64 {
    let fit = Fit { t: vec![0.1, 0.7, 1.3] };
    fit.by_items(x) + 2.0 * fit.by_index(x)
}

#[grad(hvp)]
fn apart(a: &Point3<f64>, b: &Point3<f64>, pose: &Isometry3<f64>) -> f64 {
    let moved = pose * a;
    nalgebra::distance(&moved, b) * nalgebra::distance_squared(a, b)
}

#[test]
fn programs() {
    let (a, b) = (Point3::new(0.1, 0.2, 3.0), Point3::new(-0.4, 0.3, 2.0));
    let seen = [Vector2::new(0.1, 0.2), Vector2::new(-0.3, 0.4)];
    check!(
        reprojection(
            &[a, b],
            1.5,
            #[constant]
            &seen
        ),
        hvp
    );
    check!(
        distances(
            0.6,
            #[constant]
            &seen
        ),
        hvp
    );
    check!(fitted(&DVector::from_vec(vec![1.2, 0.4])), hvp);
    let pose = Isometry3::new(Vector3::new(0.1, 0.1, 0.5), Vector3::new(0.1, 0.2, 0.3));
    check!(apart(&a, &b, &pose), hvp);
}
