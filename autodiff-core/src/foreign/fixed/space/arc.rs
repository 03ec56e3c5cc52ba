//! Interpolation along an arc of the sphere: Shoemake, "Animating rotation with quaternion
//! curves", 1985.

use super::vector::{by, dot};
use crate::foreign::fixed::Number;

/// The shares of both ends, at a point of the arc.
pub(crate) struct Arc<S> {
    pub(crate) first: S,
    pub(crate) second: S,
    angle: S,
    at: S,
}

impl<S: Number> Arc<S> {
    pub(crate) fn new(cosine: S, at: S) -> Self {
        let angle = (S::constant(1.0) - cosine * cosine).root().angle(cosine);
        let sine = angle.circular().0;
        let share = |part: S| (angle * part).circular().0 / sine;
        Arc { first: share(S::constant(1.0) - at), second: share(at), angle, at }
    }

    /// The cotangents of the cosine between the ends and of the point, of those of the shares.
    pub(crate) fn adjoint(&self, first_bar: S, second_bar: S) -> (S, S) {
        let (sine, cosine) = self.angle.circular();
        let rest = S::constant(1.0) - self.at;
        let (near, far) = ((self.angle * rest).circular().1, (self.angle * self.at).circular().1);
        let along = |part: S, cosine_of: S, share: S| (part * cosine_of - share * cosine) / sine;
        let angle_bar = first_bar * along(rest, near, self.first) + second_bar * along(self.at, far, self.second);
        (-(angle_bar / sine), (second_bar * far - first_bar * near) * self.angle / sine)
    }
}

/// The end, or its opposite, which is the same rotation.
pub(crate) fn nearer<S: Number>(a: [S; 4], b: [S; 4]) -> [S; 4] {
    let cosine = dot(a, b);
    if cosine.has_minus() && !cosine.value_vanishes() { by(b, S::constant(-1.0)) } else { b }
}

/// Whether it has not been turned round.
pub(crate) fn is_same<S: Number>(near: [S; 4], b: [S; 4]) -> bool {
    near.into_iter().zip(b).all(|(near, b)| (near - b).value_vanishes())
}
