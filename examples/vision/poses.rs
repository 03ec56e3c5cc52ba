//! A graph of poses: a robot that drives round a square, and sees where it began.

use autodiff::{Differentiable, check, grad};
use nalgebra::{UnitQuaternion, Vector3};

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Pose {
    translation: Vector3<f64>,
    rotation: UnitQuaternion<f64>,
}

#[grad(hvp)]
impl Pose {
    fn inverse(&self) -> Pose {
        let rotation = self.rotation.inverse();
        Pose { translation: -(rotation * self.translation), rotation }
    }

    fn compose(&self, other: &Pose) -> Pose {
        Pose {
            translation: self.translation + self.rotation * other.translation,
            rotation: self.rotation * other.rotation,
        }
    }
}

/// How the pose `to` was seen from the pose `from`.
#[derive(Clone, Debug, Differentiable)]
struct Edge {
    from: usize,
    to: usize,
    measured: Pose,
    weight: f64,
}

#[grad(hvp)]
impl Edge {
    /// The error between the measured and the actual relative pose, as a vector of six.
    fn residual(#[constant] &self, poses: &[Pose]) -> [f64; 6] {
        let actual = poses[self.from].inverse().compose(&poses[self.to]);
        let error = self.measured.inverse().compose(&actual);
        let (t, q) = (error.translation, error.rotation);
        [t.x, t.y, t.z, 2.0 * q.i, 2.0 * q.j, 2.0 * q.k]
    }

    fn cost(#[constant] &self, poses: &[Pose]) -> f64 {
        self.weight * self.residual(poses).iter().map(|r| r * r).sum::<f64>()
    }
}

#[grad(hvp)]
fn objective(poses: &[Pose], #[constant] edges: &[Edge]) -> f64 {
    edges.iter().map(|edge| edge.cost(poses)).sum()
}

pub(crate) fn run() {
    let truth: Vec<_> = (0..4)
        .map(|i| Pose {
            translation: Vector3::new(f64::from(i % 2), f64::from(i / 2), 0.0),
            rotation: UnitQuaternion::from_euler_angles(0.0, 0.1, f64::from(i) * 1.5),
        })
        .collect();
    let edges: Vec<_> = [(0, 1), (1, 2), (2, 3), (3, 0)]
        .map(|(from, to)| Edge { from, to, measured: truth[from].inverse().compose(&truth[to]), weight: 1.0 })
        .to_vec();
    let mut poses = truth.clone();
    for (i, pose) in poses.iter_mut().enumerate().skip(1) {
        pose.translation += Vector3::new(0.1, -0.05, 0.02 * i as f64);
    }
    check!(
        objective(
            &poses,
            #[constant]
            &edges
        ),
        hvp
    );
    let before = objective(&poses, &edges);
    for _ in 0..400 {
        let along = objective_grad(&poses, &edges);
        // The first pose stays where it is.
        for (pose, along) in poses.iter_mut().zip(&along).skip(1) {
            pose.translation -= along.translation * 0.1;
            let moved = pose.rotation.coords - along.rotation.coords * 0.02;
            pose.rotation = UnitQuaternion::new_normalize(moved.into());
        }
    }
    let after = objective(&poses, &edges);
    println!("  pose graph               objective {before:.6}, of which nothing is left");
    assert!(after < 1e-9 && (poses[3].translation - truth[3].translation).norm() < 1e-4, "{after}");
}
