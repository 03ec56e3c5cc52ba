//! Dual quaternions: rigid motions that are multiplied.

use super::{check, companions};
use autodiff::{Differentiable, grad};
use std::ops::{Add, Mul};

#[derive(Clone, Copy, Debug, Differentiable)]
struct Quaternion {
    w: f64,
    i: f64,
    j: f64,
    k: f64,
}

#[grad(hvp)]
impl Mul for Quaternion {
    type Output = Self;

    fn mul(self, o: Self) -> Self {
        Quaternion {
            w: self.w * o.w - self.i * o.i - self.j * o.j - self.k * o.k,
            i: self.w * o.i + self.i * o.w + self.j * o.k - self.k * o.j,
            j: self.w * o.j - self.i * o.k + self.j * o.w + self.k * o.i,
            k: self.w * o.k + self.i * o.j - self.j * o.i + self.k * o.w,
        }
    }
}

#[grad(hvp)]
impl Add for Quaternion {
    type Output = Self;

    fn add(self, o: Self) -> Self {
        Quaternion { w: self.w + o.w, i: self.i + o.i, j: self.j + o.j, k: self.k + o.k }
    }
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct Dual {
    real: Quaternion,
    dual: Quaternion,
}

/// Made of the operators of its parts.
#[grad(hvp)]
impl Mul for Dual {
    type Output = Dual;

    fn mul(self, other: Dual) -> Dual {
        Dual { real: self.real * other.real, dual: self.real * other.dual + self.dual * other.real }
    }
}

/// How far three motions bring the origin along an axis.
#[grad(hvp)]
fn reach(joints: &[Dual; 3]) -> f64 {
    let whole: Dual = joints[0] * joints[1] * joints[2];
    let back = Quaternion { w: whole.real.w, i: -whole.real.i, j: -whole.real.j, k: -whole.real.k };
    let moved: Quaternion = whole.dual * back;
    2.0 * moved.i + moved.j * moved.k
}

#[test]
fn three_joints() {
    let joint = |w: f64, i: f64| Dual {
        real: Quaternion { w, i, j: 0.3, k: -0.2 },
        dual: Quaternion { w: 0.1, i: 0.4 * w, j: -0.5, k: i },
    };
    check(&companions!(reach reach_grad reach_jvp reach_hvp), &[joint(0.9, 0.1), joint(0.7, -0.4), joint(0.8, 0.6)]);
}
