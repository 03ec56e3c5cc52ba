//! One `impl` under `#[grad]` stands for those on values and on references, which come to the same.

use autodiff::{Differentiable, grad};
use std::ops::{Add, MulAssign};

#[derive(Clone, Copy, Debug, Differentiable)]
struct Pair {
    x: f64,
    y: f64,
}

#[grad]
impl Add for Pair {
    type Output = Pair;

    fn add(self, other: Pair) -> Pair {
        Pair { x: self.x + other.x, y: self.y + other.y }
    }
}

/// It is another one.
impl Add<&Pair> for &Pair {
    type Output = Pair;

    fn add(self, other: &Pair) -> Pair {
        Pair { x: self.x + 2.0 * other.x, y: self.y + other.y }
    }
}

#[grad]
impl MulAssign<f64> for Pair {
    fn mul_assign(&mut self, k: f64) {
        self.x *= k;
        self.y *= k;
    }
}

impl MulAssign<&f64> for Pair {
    fn mul_assign(&mut self, k: &f64) {
        self.x *= k;
    }
}

#[grad]
fn sum(a: &Pair, b: &Pair) -> f64 {
    let c = a + b;
    c.x * c.y
}

#[grad]
fn scaled(a: &Pair, k: f64) -> f64 {
    let mut c = *a;
    c *= k;
    c.x * c.y
}

const A: Pair = Pair { x: 1.0, y: 2.0 };

#[test]
#[cfg_attr(debug_assertions, should_panic(expected = "an operator on values and that on references to them differ"))]
fn sums_that_differ() {
    let _ = sum_grad(&A, &Pair { x: 0.3, y: 0.4 });
}

#[test]
#[cfg_attr(debug_assertions, should_panic(expected = "an operator on values and that on references to them differ"))]
fn products_that_differ() {
    let _ = scaled_grad(&A, 0.3);
}
