//! `map` of arrays and `Option`s in fields, and vectors collected into fields.

use autodiff::{Differentiable, grad};
use autodiff_tests::directions::{Modes, check};
use std::ops::Add;

#[derive(Clone, Debug, Differentiable)]
struct Poly(Vec<f64>);

#[grad(hvp)]
impl Add<&Poly> for &Poly {
    type Output = Poly;

    fn add(self, other: &Poly) -> Poly {
        Poly(self.0.iter().zip(other.0.iter()).map(|(a, b)| a + b).collect())
    }
}

#[derive(Clone, Debug, Differentiable)]
struct Row<const N: usize> {
    of: [f64; N],
    bias: Option<f64>,
    poly: Poly,
}

#[grad(hvp)]
impl<const N: usize> Row<N> {
    fn scaled(&self, k: f64) -> Row<N> {
        Row {
            of: self.of.map(|a| a * k + a.sin()),
            bias: self.bias.map(|b| b * b * k),
            poly: Poly(self.of.iter().map(|a| a * a * k).collect()),
        }
    }

    fn total(&self) -> f64 {
        self.of.iter().map(|a| a * a).sum::<f64>() + self.bias.unwrap_or(1.0) * self.poly.0[1] + self.poly.0[0]
    }
}

#[grad(hvp)]
fn all(row: &Row<3>, k: f64) -> f64 {
    let scaled = row.scaled(k);
    let sum = &scaled.poly + &row.poly;
    scaled.total() * k + sum.0[0] * sum.0[2]
}

#[test]
fn mapped_and_collected() {
    for bias in [Some(0.7), None] {
        let row = Row { of: [0.3, -0.4, 1.1], bias, poly: Poly(vec![0.2, 0.5, 0.9]) };
        check(
            &(row, 1.3),
            &Modes {
                value: |(r, k)| all(r, *k),
                gradient: |(r, k)| all_grad(r, *k),
                tangent: |(r, k), (dr, dk)| all_jvp(r, *k, dr, *dk).1,
                hessian: Some(|(r, k), (dr, dk)| all_hvp(r, *k, dr, *dk).1),
            },
        );
    }
}
