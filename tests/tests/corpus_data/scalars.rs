//! A type parameter by a trait of one's own that is called as one of crates is.

use autodiff::{check, grad};

/// It makes its own numbers.
trait Scalar:
    Copy
    + PartialOrd
    + std::ops::Add<Output = Self>
    + std::ops::Sub<Output = Self>
    + std::ops::Mul<Output = Self>
    + std::ops::Div<Output = Self>
{
    fn one() -> Self;
    fn zero() -> Self;
}

impl Scalar for f64 {
    fn one() -> f64 {
        1.0
    }

    fn zero() -> f64 {
        0.0
    }
}

#[grad(hvp)]
fn with_ones<T: Scalar>(x: T, y: T) -> T {
    x * y + T::one() / (T::one() + x * x)
}

#[grad(hvp)]
fn horner_of_scalars<T: Scalar>(c: &[T], x: T) -> T {
    let mut sum = T::zero();
    let mut power = T::one();
    for &a in c {
        sum = sum + a * power;
        power = power * x;
    }
    sum
}

#[grad(hvp)]
fn beside_zero<S>(x: S) -> S
where
    S: Scalar,
{
    if x > S::zero() { x * x } else { S::zero() - x }
}

#[grad(hvp)]
fn folded_from_zero<T: Scalar>(xs: &[T], ys: &[T]) -> T {
    xs.iter().zip(ys).fold(T::zero(), |s, (&x, &y)| s + x * y)
}

#[grad(hvp)]
fn of_scalars(x: f64, y: f64) -> f64 {
    with_ones(x, y) * horner_of_scalars(&[x, y, x * y], y) + beside_zero(x)
}

#[test]
fn a_trait_named_scalar_makes_its_own_numbers() {
    check!(with_ones(0.7, 0.3), hvp);
    check!(horner_of_scalars(&vec![0.7, 0.3], 1.2), hvp);
    check!(beside_zero(0.7), hvp);
    check!(beside_zero(-0.7), hvp);
    check!(folded_from_zero(&vec![0.7, 0.3], &vec![1.1, 2.3]), hvp);
    check!(of_scalars(0.7, 0.3), hvp);
}
