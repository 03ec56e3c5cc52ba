//! The forms that an `impl` of an operator has.

use super::{check, companions};
use autodiff::{Differentiable, grad};
use std::ops::{Add, Div, Mul, Rem, Sub};

#[derive(Clone, Debug, Differentiable)]
struct Row<const N: usize> {
    of: [f64; N],
}

#[grad(hvp)]
impl<const N: usize> Add for Row<N> {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        let mut sum: [f64; N] = self.of;
        for i in 0..N {
            sum[i] += other.of[i];
        }
        Row::<N> { of: sum }
    }
}

/// Its value is a float.
#[grad(hvp)]
impl<const N: usize> Mul<&Row<N>> for &Row<N> {
    type Output = f64;

    fn mul(self, other: &Row<N>) -> f64 {
        self.of.iter().zip(&other.of).map(|(a, b)| a * b).sum()
    }
}

/// Of an integer there is no derivative.
#[grad(hvp)]
impl<const N: usize> Rem<usize> for &Row<N> {
    type Output = f64;

    fn rem(self, i: usize) -> f64 {
        self.of[i % N].exp()
    }
}

/// What is divided by is a constant.
#[grad(hvp)]
impl<const N: usize> Div<f64> for Row<N> {
    type Output = Row<N>;

    fn div(mut self, #[constant] by: f64) -> Row<N> {
        for i in 0..N {
            self.of[i] /= by;
        }
        self
    }
}

/// Under a condition that rustc decides.
#[grad(hvp)]
impl<const N: usize> Sub for Row<N> {
    type Output = Row<N>;

    fn sub(self, other: Row<N>) -> Row<N> {
        let mut left = self;
        for i in 0..N {
            #[cfg(debug_assertions)]
            let by = other.of[i] * other.of[i];
            #[cfg(not(debug_assertions))]
            let by = other.of[i];
            left.of[i] -= by;
        }
        left
    }
}

#[derive(Clone, Debug, Differentiable)]
struct Pair {
    left: Row<3>,
    right: Row<3>,
}

#[grad(hvp)]
fn forms(rows: &Pair) -> f64 {
    let sum: Row<3> = rows.left.clone() + rows.right.clone();
    let less: Row<3> = rows.left.clone() - sum.clone();
    let third: Row<3> = less.clone() / 3.0;
    let product: f64 = &sum * &third;
    let one: f64 = &less % 4;
    product + one
}

#[test]
fn each_form() {
    check(
        &companions!(forms forms_grad forms_jvp forms_hvp),
        &Pair { left: Row { of: [1.0, 0.2, -0.7] }, right: Row { of: [0.5, -0.3, 0.4] } },
    );
}
