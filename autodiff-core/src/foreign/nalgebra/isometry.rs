//! Isometries: a rotation, by whatever type, and a translation. Each rule is made of those of
//! its parts.

use crate::differentiable::{Differentiable, Mismatch};
use crate::foreign::dual::Field;
use crate::foreign::rule::{Inverse, Unary};
use crate::generic::Scalar;
use crate::ops;
use nalgebra::{Isometry, Point, SVector, Translation};

impl<T: Scalar, R: Differentiable, const D: usize> Differentiable for Isometry<T, R, D> {
    #[inline]
    fn zero_like(&self) -> Self {
        Isometry { rotation: self.rotation.zero_like(), translation: self.translation.zero_like() }
    }

    #[inline]
    fn set_zero(&mut self) {
        self.rotation.set_zero();
        self.translation.set_zero();
    }

    #[inline]
    fn accumulate(&mut self, more: &Self) {
        self.rotation.accumulate(&more.rotation);
        self.translation.accumulate(&more.translation);
    }

    #[inline]
    fn scale_by(&mut self, factor: f64) {
        self.rotation.scale_by(factor);
        self.translation.scale_by(factor);
    }

    #[inline]
    fn inner_product(&self, other: &Self) -> f64 {
        self.rotation.inner_product(&other.rotation) + self.translation.inner_product(&other.translation)
    }

    #[inline]
    fn leaves(&self) -> usize {
        self.rotation.leaves() + self.translation.leaves()
    }

    #[inline]
    fn visit(&self, f: &mut impl FnMut(f64)) {
        self.rotation.visit(f);
        self.translation.visit(f);
    }

    #[inline]
    fn visit_mut(&mut self, f: &mut impl FnMut(&mut f64)) {
        self.rotation.visit_mut(f);
        self.translation.visit_mut(f);
    }

    #[inline]
    fn mismatch(&self, other: &Self) -> Option<Mismatch> {
        self.rotation.mismatch(&other.rotation).or_else(|| self.translation.mismatch(&other.translation))
    }
}

/// `t · p = R p + t`, by the rule of the rotation.
impl<T: Field, R, const D: usize> ops::Mul<Point<T, D>> for Isometry<T, R, D>
where
    R: ops::Mul<Point<T, D>, Output = Point<T, D>, Order = ops::SecondOrder>,
{
    type Output = Point<T, D>;
    type Order = crate::ops::SecondOrder;

    #[inline]
    fn value(&self, right: &Point<T, D>) -> Point<T, D> {
        self.rotation.value(right) + self.translation.vector
    }

    #[inline]
    fn jvp(&self, right: &Point<T, D>, dot: &Self, right_dot: &Point<T, D>) -> (Point<T, D>, Point<T, D>) {
        let (y, y_dot) = self.rotation.jvp(right, &dot.rotation, right_dot);
        (y + self.translation.vector, y_dot + dot.translation.vector)
    }

    #[inline]
    fn vjp(&self, right: &Point<T, D>, y_bar: Point<T, D>) -> (Point<T, D>, (Self, Point<T, D>)) {
        let translation = Translation { vector: y_bar.coords };
        let (y, (rotation, right_bar)) = self.rotation.vjp(right, y_bar);
        (y + self.translation.vector, (Isometry { rotation, translation }, right_bar))
    }

    #[inline]
    fn vjp_jvp(
        &self,
        right: &Point<T, D>,
        y_bar: Point<T, D>,
        dot: &Self,
        right_dot: &Point<T, D>,
        y_bar_dot: Point<T, D>,
    ) -> ((Point<T, D>, (Self, Point<T, D>)), (Point<T, D>, (Self, Point<T, D>))) {
        let [along, along_dot] = [&y_bar, &y_bar_dot].map(|bar| Translation { vector: bar.coords });
        let ((y, (bar, right_bar)), (y_dot, (bar_dot, right_bar_dot))) =
            self.rotation.vjp_jvp(right, y_bar, &dot.rotation, right_dot, y_bar_dot);
        (
            (y + self.translation.vector, (Isometry { rotation: bar, translation: along }, right_bar)),
            (y_dot + dot.translation.vector, (Isometry { rotation: bar_dot, translation: along_dot }, right_bar_dot)),
        )
    }
}

/// A vector is turned, and not moved.
impl<T: Field, R, const D: usize> ops::Mul<SVector<T, D>> for Isometry<T, R, D>
where
    R: ops::Mul<SVector<T, D>, Output = SVector<T, D>, Order = ops::SecondOrder>,
{
    type Output = SVector<T, D>;
    type Order = crate::ops::SecondOrder;

    #[inline]
    fn value(&self, right: &SVector<T, D>) -> SVector<T, D> {
        self.rotation.value(right)
    }

    #[inline]
    fn jvp(&self, right: &SVector<T, D>, dot: &Self, right_dot: &SVector<T, D>) -> (SVector<T, D>, SVector<T, D>) {
        self.rotation.jvp(right, &dot.rotation, right_dot)
    }

    #[inline]
    fn vjp(&self, right: &SVector<T, D>, y_bar: SVector<T, D>) -> (SVector<T, D>, (Self, SVector<T, D>)) {
        let (y, (rotation, right_bar)) = self.rotation.vjp(right, y_bar);
        (y, (Isometry { rotation, translation: self.translation.zero_like() }, right_bar))
    }

    #[inline]
    fn vjp_jvp(
        &self,
        right: &SVector<T, D>,
        y_bar: SVector<T, D>,
        dot: &Self,
        right_dot: &SVector<T, D>,
        y_bar_dot: SVector<T, D>,
    ) -> ((SVector<T, D>, (Self, SVector<T, D>)), (SVector<T, D>, (Self, SVector<T, D>))) {
        let ((y, (bar, right_bar)), (y_dot, (bar_dot, right_bar_dot))) =
            self.rotation.vjp_jvp(right, y_bar, &dot.rotation, right_dot, y_bar_dot);
        let turned = |rotation| Isometry { rotation, translation: self.translation.zero_like() };
        ((y, (turned(bar), right_bar)), (y_dot, (turned(bar_dot), right_bar_dot)))
    }
}

/// `(R, t) (S, u) = (R S, R u + t)`, by the rules of the rotations.
impl<T: Field, R, const D: usize> ops::Mul<Isometry<T, R, D>> for Isometry<T, R, D>
where
    R: ops::Mul<R, Output = R, Order = ops::SecondOrder>
        + ops::Mul<SVector<T, D>, Output = SVector<T, D>, Order = ops::SecondOrder>,
{
    type Output = Self;
    type Order = crate::ops::SecondOrder;

    #[inline]
    fn value(&self, right: &Self) -> Self {
        let moved = self.rotation.value(&right.translation.vector) + self.translation.vector;
        Isometry { rotation: self.rotation.value(&right.rotation), translation: Translation { vector: moved } }
    }

    #[inline]
    fn jvp(&self, right: &Self, dot: &Self, right_dot: &Self) -> (Self, Self) {
        let (r, r_dot) = self.rotation.jvp(&right.rotation, &dot.rotation, &right_dot.rotation);
        let (u, u_dot) = self.rotation.jvp(&right.translation.vector, &dot.rotation, &right_dot.translation.vector);
        (of(r, u + self.translation.vector), of(r_dot, u_dot + dot.translation.vector))
    }

    #[inline]
    fn vjp(&self, right: &Self, y_bar: Self) -> (Self, (Self, Self)) {
        let along = y_bar.translation.vector;
        let (r, (mut r_bar, s_bar)) = self.rotation.vjp(&right.rotation, y_bar.rotation);
        let (u, (more, u_bar)) = self.rotation.vjp(&right.translation.vector, along);
        r_bar.accumulate(&more);
        (of(r, u + self.translation.vector), (of(r_bar, along), of(s_bar, u_bar)))
    }

    #[inline]
    fn vjp_jvp(
        &self,
        right: &Self,
        y_bar: Self,
        dot: &Self,
        right_dot: &Self,
        y_bar_dot: Self,
    ) -> ((Self, (Self, Self)), (Self, (Self, Self))) {
        let (along, along_dot) = (y_bar.translation.vector, y_bar_dot.translation.vector);
        let ((r, (mut r_bar, s_bar)), (r_dot, (mut r_bar_dot, s_bar_dot))) = self.rotation.vjp_jvp(
            &right.rotation,
            y_bar.rotation,
            &dot.rotation,
            &right_dot.rotation,
            y_bar_dot.rotation,
        );
        let ((u, (more, u_bar)), (u_dot, (more_dot, u_bar_dot))) = self.rotation.vjp_jvp(
            &right.translation.vector,
            along,
            &dot.rotation,
            &right_dot.translation.vector,
            along_dot,
        );
        r_bar.accumulate(&more);
        r_bar_dot.accumulate(&more_dot);
        (
            (of(r, u + self.translation.vector), (of(r_bar, along), of(s_bar, u_bar))),
            (of(r_dot, u_dot + dot.translation.vector), (of(r_bar_dot, along_dot), of(s_bar_dot, u_bar_dot))),
        )
    }
}

/// `(R, t)⁻¹ = (R⁻¹, -R⁻¹ t)`, by the rules of the rotation.
impl<T: Field, R, const D: usize> Unary<Isometry<T, R, D>> for Inverse
where
    Inverse: Unary<R, Output = R>,
    R: ops::Mul<SVector<T, D>, Output = SVector<T, D>, Order = ops::SecondOrder>,
{
    type Output = Isometry<T, R, D>;

    #[inline]
    fn jvp(a: &Isometry<T, R, D>, dot: &Isometry<T, R, D>) -> (Self::Output, Self::Output) {
        let (r, r_dot) = Inverse::jvp(&a.rotation, &dot.rotation);
        let (u, u_dot) = r.jvp(&a.translation.vector, &r_dot, &dot.translation.vector);
        (of(r, -u), of(r_dot, -u_dot))
    }

    #[inline]
    fn vjp(a: &Isometry<T, R, D>, y_bar: Self::Output) -> (Self::Output, Isometry<T, R, D>) {
        let (r, _) = Inverse::vjp(&a.rotation, y_bar.rotation.clone());
        let (u, (more, along)) = r.vjp(&a.translation.vector, -y_bar.translation.vector);
        let mut r_bar = y_bar.rotation;
        r_bar.accumulate(&more);
        let (r, bar) = Inverse::vjp(&a.rotation, r_bar);
        (of(r, -u), of(bar, along))
    }

    #[inline]
    fn vjp_jvp(
        a: &Isometry<T, R, D>,
        y_bar: Self::Output,
        dot: &Isometry<T, R, D>,
        y_bar_dot: Self::Output,
    ) -> ((Self::Output, Isometry<T, R, D>), (Self::Output, Isometry<T, R, D>)) {
        let (r, r_dot) = Inverse::jvp(&a.rotation, &dot.rotation);
        let ((u, (more, along)), (u_dot, (more_dot, along_dot))) = r.vjp_jvp(
            &a.translation.vector,
            -y_bar.translation.vector,
            &r_dot,
            &dot.translation.vector,
            -y_bar_dot.translation.vector,
        );
        let (mut r_bar, mut r_bar_dot) = (y_bar.rotation, y_bar_dot.rotation);
        r_bar.accumulate(&more);
        r_bar_dot.accumulate(&more_dot);
        let ((r, bar), (r_dot, bar_dot)) = Inverse::vjp_jvp(&a.rotation, r_bar, &dot.rotation, r_bar_dot);
        ((of(r, -u), of(bar, along)), (of(r_dot, -u_dot), of(bar_dot, along_dot)))
    }
}

#[inline]
fn of<T: Field, R, const D: usize>(rotation: R, vector: SVector<T, D>) -> Isometry<T, R, D> {
    Isometry { rotation, translation: Translation { vector } }
}
