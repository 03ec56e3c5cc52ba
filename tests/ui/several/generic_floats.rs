//! What of a generic function is no float, or is not understood.

use autodiff::grad;
use num_traits::{Float, ToPrimitive};

#[grad]
fn unnamed(x: impl Float) -> f64 {
    x.to_f64().unwrap()
}

#[grad]
fn behind(x: &impl Float) -> f64 {
    x.to_f64().unwrap()
}

#[grad]
fn truncated<T: Float + ToPrimitive>(x: T) -> T {
    T::from(x.to_i32().unwrap()).unwrap() * x
}

#[grad]
fn mixed<T: Float, U: Float>(x: T, y: U) -> T {
    if x > T::one() { x } else { y }
}

#[grad]
fn unruled<T: Float>(x: T, y: T) -> T {
    x.abs_sub(y)
}

fn main() {}
