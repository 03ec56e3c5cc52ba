//! Type parameters whose bounds are traits of one's own that are called as those of numbers are: what the traits
//! have as supertraits is not seen, what makes their numbers is passed through.

use autodiff::{Differentiable, check, grad};
use num_traits::{Float, FromPrimitive, Num, NumCast};
use std::fmt::Debug;

trait CoordNum: Num + NumCast + Copy + PartialOrd + Debug {}
impl<T: Num + NumCast + Copy + PartialOrd + Debug> CoordNum for T {}

trait FloatExt: Float {
    const HALF: Self;

    fn fast(x: f64) -> Self;
}

impl FloatExt for f64 {
    const HALF: f64 = 0.5;

    fn fast(x: f64) -> f64 {
        x
    }
}

impl FloatExt for f32 {
    const HALF: f32 = 0.5;

    fn fast(x: f64) -> f32 {
        x as f32
    }
}

/// Nothing of `num_traits` is in it, and its `one` is a constant of its own.
trait FieldNumber:
    Copy
    + PartialOrd
    + std::ops::Add<Output = Self>
    + std::ops::Sub<Output = Self>
    + std::ops::Mul<Output = Self>
    + std::ops::Div<Output = Self>
    + std::ops::Neg<Output = Self>
{
    fn zero() -> Self;

    fn one() -> Self;

    fn from(n: i16) -> Self;
}

impl FieldNumber for f64 {
    fn zero() -> f64 {
        0.0
    }

    fn one() -> f64 {
        1.25
    }

    fn from(n: i16) -> f64 {
        <f64 as From<i16>>::from(n)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Spot<T: CoordNum> {
    x: T,
    y: T,
}

#[grad(hvp)]
impl<T: CoordNum> Spot<T> {
    fn at(x: T, y: T) -> Self {
        Spot { x, y }
    }

    fn turned(&self) -> Spot<T> {
        Spot::at(T::zero() - self.y, self.x)
    }

    fn area(&self, other: Spot<T>) -> T {
        let turned = other.turned();
        self.x * turned.x + self.y * turned.y * T::one()
    }
}

#[derive(Clone, Debug, Differentiable)]
struct Curve<T: FloatExt> {
    level: T,
    slope: T,
    decay: T,
}

#[grad(hvp)]
impl<T: FloatExt> Curve<T> {
    fn loading(&self, t: T) -> T {
        let x = t / self.decay;
        if x < T::fast(1e-10) {
            return T::one();
        }
        (T::one() - (-x).exp()) / x
    }

    fn rate(&self, t: T) -> T {
        self.level + self.slope * self.loading(t) * T::HALF
    }

    fn discount(&self, t: T) -> T {
        (-self.rate(t) * t).exp()
    }
}

#[grad(hvp)]
fn great_circle<F: CoordNum + Float + FromPrimitive>(a: Spot<F>, b: Spot<F>) -> F {
    let two = F::one() + F::one();
    let (dx, dy) = ((b.x - a.x).to_radians(), (b.y - a.y).to_radians());
    let h = (dy / two).sin().powi(2) + a.y.to_radians().cos() * b.y.to_radians().cos() * (dx / two).sin().powi(2);
    two * F::min(h, F::one()).sqrt().asin() * F::from(6371.0).unwrap()
}

/// The function is that of its trait, whose `one` is 1.25.
#[grad(hvp)]
fn quadratic<F: FieldNumber>(a: F, b: F, x: F) -> F {
    let two = F::from(2);
    if x == F::zero() {
        return F::zero();
    }
    (a * x - F::one()) * x / two - b / x
}

#[test]
fn traits_by_the_names_of_numbers() {
    let (spot, other) = (Spot { x: 0.7, y: -0.4 }, Spot { x: 1.3, y: 0.6 });
    check!(Spot::area(&spot, other), hvp);
    let curve = Curve { level: 0.03, slope: -0.02, decay: 1.7 };
    check!(Curve::discount(&curve, 2.4), hvp);
    check!(Curve::loading(&curve, 1.2), hvp);
    check!(great_circle(Spot { x: 8.5, y: 47.4 }, Spot { x: -0.1, y: 51.5 }), hvp);
    check!(quadratic(0.8, -0.3, 1.4), hvp);
}

#[test]
fn are_those_of_both_precisions() {
    let curve = Curve { level: 0.03_f32, slope: -0.02, decay: 1.7 };
    let wide = Curve { level: 0.03_f64, slope: -0.02, decay: 1.7 };
    let (gradient, along) = curve.discount_grad(2.4);
    let (of_wide, along_wide) = wide.discount_grad(2.4);
    assert!((gradient.decay - of_wide.decay as f32).abs() < 1e-5);
    assert!((along - along_wide as f32).abs() < 1e-5);
}

/// What the trait of one's own gives is what the companions have.
#[test]
fn a_number_of_a_trait_is_its_own() {
    let (value, _) = quadratic_jvp(2.0, 1.0, 2.0, 0.0, 0.0, 0.0);
    assert_eq!(value, quadratic(2.0, 1.0, 2.0));
    // d/dx of (a x - 1.25) x / 2 - b / x
    assert!((quadratic_grad(2.0, 1.0, 2.0).2 - (2.0 * 2.0 - 0.625 + 0.25)).abs() < 1e-14);
}
