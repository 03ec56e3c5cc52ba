//! Choices between what foreign constructors make, of which other parts are constants in each arm; winners by
//! the values of a matrix; multiples of points; questions of numbers.

use autodiff::{check, grad};
use nalgebra::{Isometry3, Matrix2, Matrix3, Point2, Point3, Translation3, UnitQuaternion, Vector2, Vector3};
use num_traits::Zero;

/// The joint of a robot, which turns or slides: a part is constant in each arm.
#[grad(hvp)]
fn joint(turns: bool, q: f64) -> f64 {
    let pose = if turns {
        Isometry3::from_parts(
            Translation3::new(0.0, 0.0, 0.0),
            UnitQuaternion::from_scaled_axis(Vector3::new(0.0, 0.0, q)),
        )
    } else {
        Isometry3::from_parts(Translation3::new(q, 0.0, 0.0), UnitQuaternion::identity())
    };
    let p = pose * Point3::new(1.0, 2.0, 3.0);
    p.x * p.y
}

/// The same where one arm is constant as a whole, and there is a third.
#[grad(hvp)]
fn link(#[constant] kind: u32, q: f64) -> f64 {
    let pose: Isometry3<f64> = match kind {
        0 => Isometry3::identity(),
        1 => Isometry3::from_parts(Translation3::new(q, q * q, 0.0), UnitQuaternion::identity()),
        _ => Isometry3::from_parts(
            Translation3::new(0.0, 1.0, 0.0),
            UnitQuaternion::from_scaled_axis(Vector3::new(q, 0.0, 0.0)),
        ),
    };
    let p = pose * Point3::new(1.0, 2.0, 3.0);
    p.x * q + p.y * p.z
}

/// Such a choice in a loop: what an arm has is on a tape.
#[grad]
fn arm(#[constant] kinds: &[bool], q: &[f64]) -> f64 {
    let mut tip = Point3::new(0.3, 0.2, 0.1);
    for (turns, q) in kinds.iter().zip(q) {
        let pose = if *turns {
            Isometry3::from_parts(
                Translation3::new(0.0, 0.0, 1.0),
                UnitQuaternion::from_scaled_axis(Vector3::new(0.0, *q, 0.0)),
            )
        } else {
            Isometry3::from_parts(Translation3::new(*q, 0.0, 0.5), UnitQuaternion::identity())
        };
        tip = pose * tip;
    }
    tip.x * tip.z + tip.y
}

#[grad(hvp)]
fn matrix(#[constant] kind: u32, q: f64) -> f64 {
    let m = match kind {
        0 => Matrix3::identity(),
        1 => Matrix3::identity() * q,
        _ => Matrix3::new(q, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, q, 1.0),
    };
    m.determinant() * q
}

#[test]
fn choices() {
    check!(joint(true, 0.3), hvp);
    check!(joint(false, 0.3), hvp);
    for kind in 0..3 {
        check!(
            link(
                #[constant]
                kind,
                0.3
            ),
            hvp
        );
        check!(
            matrix(
                #[constant]
                kind,
                0.7
            ),
            hvp
        );
    }
    check!(arm(
        #[constant]
        &vec![true, false, true, true],
        &vec![0.3, 0.2, -0.4, 0.9]
    ));
    check!(arm(
        #[constant]
        &vec![false, false, true],
        &vec![0.3, 0.2, -0.4]
    ));
}

/// The eigenvector of the smallest eigenvalue.
#[grad]
fn direction(a: &Matrix2<f64>) -> f64 {
    let se = a.symmetric_eigen();
    let smallest = se.eigenvalues.iter().enumerate().min_by(|a, b| a.1.partial_cmp(b.1).unwrap());
    smallest.map(|(i, _)| se.eigenvectors.column(i).into_owned()).map(|v| v[0] / v[1]).unwrap()
}

#[grad]
fn largest(a: &Matrix2<f64>) -> f64 {
    let se = a.symmetric_eigen();
    let (i, value) = se.eigenvalues.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).unwrap();
    value * value + se.eigenvectors[(0, i)]
}

#[test]
fn winners() {
    check!(direction(&Matrix2::new(1.0, 0.2, 0.2, 2.0)));
    check!(direction(&Matrix2::new(3.0, 0.4, 0.4, 2.0)));
    check!(largest(&Matrix2::new(3.0, 0.4, 0.4, 2.0)));
}

#[grad(hvp)]
fn scaled(p: &Point3<f64>, k: f64) -> f64 {
    let (q, r) = (p * k, k * p);
    let mut s = *p / (k * k);
    s *= k;
    s /= 2.0;
    q.x * q.y + q.z * r.x + s.y * r.z - (-p).x * s.x
}

#[grad(hvp)]
fn homogeneous(p: &Point2<f64>, v: &Vector2<f64>, w: &Vector3<f64>) -> f64 {
    let (p, v, w) = (p.to_homogeneous(), v.to_homogeneous(), w.to_homogeneous());
    p.x * p.y + p.z * p.x + v.x * v.y * w.x + w.y * w.z + (w.w + v.z) * p.x
}

#[grad(hvp)]
fn clamped(x: f64, low: f64) -> f64 {
    nalgebra::clamp(x * x, low, 1.0) * x + nalgebra::clamp(x, 0.0, low)
}

#[grad]
fn within(x: f64, low: f64) -> f64 {
    nalgebra::clamp(x, low, 1.0)
}

#[test]
fn points() {
    check!(scaled(&Point3::new(1.0, 2.0, 3.0), 0.4), hvp);
    check!(homogeneous(&Point2::new(1.0, 2.0), &Vector2::new(0.3, 0.4), &Vector3::new(0.7, 0.2, 0.9)), hvp);
    for x in [0.7, 1.3, 0.2, -0.3] {
        check!(clamped(x, 0.1), hvp);
    }
    // What has no order is the lower limit.
    assert_eq!(within_jvp(f64::NAN, 0.1, 1.0, 2.0), (0.1, 2.0));
    assert_eq!(within(f64::NAN, 0.1), 0.1);
}

/// Whether a norm is zero is asked, whoever's trait asks it.
#[grad(hvp)]
fn unit(a: &Vector3<f64>) -> f64 {
    let n = a.norm();
    if n.is_zero() { 0.0 } else { a.x / n }
}

#[test]
fn questions() {
    check!(unit(&Vector3::new(1.0, 0.1, 0.4)), hvp);
    assert_eq!(unit_grad(&Vector3::zeros()), Vector3::zeros());
}
