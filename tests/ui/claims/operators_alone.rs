//! What rustc says of a type parameter whose bounds say operators alone, where more is taken for granted.

use autodiff::grad;
use std::ops::{Add, Mul};

trait Root {
    fn sqrt(self) -> Self;
    fn zero() -> Self;
}

trait Default {
    fn default() -> Self;
}

/// A method by the name of a float's may be anything.
#[grad]
fn norm<T: Copy + Root + Add<Output = T> + Mul<Output = T>>(x: T, y: T) -> T {
    (x * x + y * y).sqrt()
}

/// So may `zero`, and `default`.
#[grad]
fn sum<T: Copy + Root + Add<Output = T>>(x: &[T]) -> T {
    x.iter().fold(T::zero(), |sum, x| sum + *x)
}

#[grad]
fn total<T: Copy + self::Default + Add<Output = T>>(x: &[T]) -> T {
    x.iter().fold(T::default(), |sum, x| sum + *x)
}

mod num_traits {
    pub(crate) fn clamp(x: f64, _: f64, _: f64) -> f64 {
        x
    }
}

/// A function of another crate is one of its module.
#[grad]
fn clamped(x: f64) -> f64 {
    num_traits::clamp(x * x, 0.0, 1.0)
}

fn main() {}
