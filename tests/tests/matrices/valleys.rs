//! Hessians of functions of many unknowns: in closed form, against products with one direction after
//! the other, and against differences of gradients.

#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_lossless
)]
#![allow(
    clippy::needless_range_loop,
    clippy::explicit_iter_loop,
    clippy::useless_vec,
    reason = "formulas as they are printed"
)]

use super::{assert_close, by_differences};
use autodiff::grad;
use std::f64::consts::PI;

#[grad(hessian, hvp)]
fn zakharov(x: &[f64]) -> f64 {
    let weighted: f64 = x.iter().enumerate().map(|(i, x)| 0.5 * (i as f64 + 1.0) * x).sum();
    x.iter().map(|x| x * x).sum::<f64>() + weighted.powi(2) + weighted.powi(4)
}

#[grad(hessian, hvp)]
fn dixon_price(x: &[f64]) -> f64 {
    let mut sum = (x[0] - 1.0).powi(2);
    for i in 1..x.len() {
        sum += (i as f64 + 1.0) * (2.0 * x[i] * x[i] - x[i - 1]).powi(2);
    }
    sum
}

#[grad(hessian, hvp)]
fn trid(x: &[f64]) -> f64 {
    let squares: f64 = x.iter().map(|x| (x - 1.0) * (x - 1.0)).sum();
    squares - x.windows(2).map(|w| w[0] * w[1]).sum::<f64>()
}

#[grad(hessian, hvp)]
fn powers(x: &[f64]) -> f64 {
    x.iter().enumerate().map(|(i, x)| x.abs().powi(i as i32 + 2)).sum()
}

#[grad(hessian, hvp)]
fn powell_singular(x: &[f64]) -> f64 {
    (x[0] + 10.0 * x[1]).powi(2)
        + 5.0 * (x[2] - x[3]).powi(2)
        + (x[1] - 2.0 * x[2]).powi(4)
        + 10.0 * (x[0] - x[3]).powi(4)
}

#[grad(hessian, hvp)]
fn michalewicz(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for (i, x) in x.iter().enumerate() {
        sum -= x.sin() * ((i as f64 + 1.0) * x * x / PI).sin().powi(4);
    }
    sum
}

#[grad(hessian, hvp)]
fn softplus(x: &[f64]) -> f64 {
    x.iter().map(|x| x.exp().ln_1p()).sum()
}

#[grad(hessian, hvp)]
fn entropy(x: &[f64]) -> f64 {
    x.iter().map(|x| x * x.ln()).sum()
}

/// A barrier around half spaces.
#[grad(hessian, hvp)]
fn barrier(x: &[f64], #[constant] a: &[f64]) -> f64 {
    let mut sum = 0.0;
    for a in a.chunks(x.len()) {
        let product: f64 = a.iter().zip(x).map(|(a, x)| a * x).sum();
        sum -= (2.0 - product).ln();
    }
    sum
}

/// The energy of a chain of springs that are long at rest.
#[grad(hessian, hvp)]
fn chain(x: &[f64]) -> f64 {
    let mut energy = 0.0;
    for i in 1..x.len() / 2 {
        let (u, v) = (x[2 * i] - x[2 * i - 2], x[2 * i + 1] - x[2 * i - 1]);
        energy += 0.5 * ((u * u + v * v).sqrt() - 1.0).powi(2) + 0.1 * x[2 * i + 1];
    }
    energy
}

/// Lennard-Jones, of points on a plane.
#[grad(hessian, hvp)]
fn lennard_jones(x: &[f64]) -> f64 {
    let mut energy = 0.0;
    for i in 0..x.len() / 2 {
        for j in 0..i {
            let square = (x[2 * i] - x[2 * j]).powi(2) + (x[2 * i + 1] - x[2 * j + 1]).powi(2);
            let s = 1.0 / (square * square * square);
            energy += 4.0 * (s * s - s);
        }
    }
    energy
}

/// The log-likelihood of normal data.
#[grad(hessian, hvp)]
fn likelihood(p: &[f64], #[constant] data: &[f64]) -> f64 {
    data.iter().map(|d| p[1].ln() + (d - p[0]).powi(2) / (2.0 * p[1] * p[1])).sum()
}

#[track_caller]
fn check(
    x: &[f64],
    grad: impl Fn(&[f64]) -> Vec<f64>,
    hessian: &[f64],
    hvp: impl Fn(&[f64]) -> Vec<f64>,
    closed: Option<&dyn Fn(usize, usize) -> f64>,
) {
    let n = x.len();
    assert_close(hessian, &by_differences(grad, x), 5e-7);
    for i in 0..n {
        let mut dot = vec![0.0; n];
        dot[i] = 1.0;
        assert_close(&hessian[i * n..][..n], &hvp(&dot), 1e-12);
        for j in 0..n {
            assert_eq!(hessian[i * n + j].to_bits(), hessian[j * n + i].to_bits());
            if let Some(closed) = closed {
                assert_close(&[hessian[i * n + j]], &[closed(i, j)], 1e-12);
            }
        }
    }
}

macro_rules! of_slices {
    ($($grad:ident, $hvp:ident, $hessian:ident: $x:expr $(, $other:expr)*; $closed:expr;)*) => {$(
        let x: &[f64] = &$x;
        check(
            x,
            |x| $grad(x $(, $other)*),
            &$hessian(x $(, $other)*).concat(),
            |dot| $hvp(x $(, $other)*, dot).1,
            $closed,
        );
    )*};
}

fn delta(i: usize, j: usize) -> f64 {
    if i == j { 1.0 } else { 0.0 }
}

#[test]
fn of_slices_of_numbers() {
    let x = [0.4, 0.9, 0.2, 0.7];
    let many: Vec<f64> = (0..15).map(|i| 0.3 + 0.1 * f64::from(i) + 0.05 * f64::from(i * i % 7)).collect();
    let weighted: f64 = x.iter().enumerate().map(|(i, x)| 0.5 * (i as f64 + 1.0) * x).sum();
    let data = [1.2, 0.7, 1.9, 1.1, 0.2];
    let moment = |k: i32| -> f64 { data.iter().map(|d| (d - 0.9_f64).powi(k)).sum() };
    let sigma = 0.6_f64;
    let a = [0.3, 0.1, 0.5, -0.2, 0.9, -0.4, 0.2, 0.1];
    let slack = |row: usize| 2.0 - (0..4).map(|j| a[4 * row + j] * x[j]).sum::<f64>();
    of_slices! {
        zakharov_grad, zakharov_hvp, zakharov_hessian: x; Some(&|i, j| {
            let weight = |i: usize| 0.5 * (i as f64 + 1.0);
            2.0 * delta(i, j) + (2.0 + 12.0 * weighted * weighted) * weight(i) * weight(j)
        });
        dixon_price_grad, dixon_price_hvp, dixon_price_hessian: x; None;
        dixon_price_grad, dixon_price_hvp, dixon_price_hessian: many; None;
        trid_grad, trid_hvp, trid_hessian: many;
            Some(&|i, j| 2.0 * delta(i, j) - delta(i + 1, j) - delta(i, j + 1));
        powers_grad, powers_hvp, powers_hessian: x; Some(&|i, j| {
            delta(i, j) * (i as f64 + 2.0) * (i as f64 + 1.0) * x[i].powi(i as i32)
        });
        powell_singular_grad, powell_singular_hvp, powell_singular_hessian: x; Some(&|i, j| {
            let (c, d) = (12.0 * (x[1] - 2.0 * x[2]).powi(2), 120.0 * (x[0] - x[3]).powi(2));
            [
                [2.0 + d, 20.0, 0.0, -d],
                [20.0, 200.0 + c, -2.0 * c, 0.0],
                [0.0, -2.0 * c, 10.0 + 4.0 * c, -10.0],
                [-d, 0.0, -10.0, 10.0 + d],
            ][i][j]
        });
        michalewicz_grad, michalewicz_hvp, michalewicz_hessian: x; None;
        softplus_grad, softplus_hvp, softplus_hessian: many; Some(&|i, j| {
            let p = 1.0 / (1.0 + (-many[i]).exp());
            delta(i, j) * p * (1.0 - p)
        });
        entropy_grad, entropy_hvp, entropy_hessian: many; Some(&|i, j| delta(i, j) / many[i]);
        barrier_grad, barrier_hvp, barrier_hessian: x, &a; Some(&|i, j| {
            (0..2).map(|row| a[4 * row + i] * a[4 * row + j] / slack(row).powi(2)).sum()
        });
        chain_grad, chain_hvp, chain_hessian: [0.0, 0.1, 1.2, 0.3, 2.0, -0.4, 2.9, 0.2, 4.1, 0.1, 5.0, 0.9, 6.3, 0.4]; None;
        lennard_jones_grad, lennard_jones_hvp, lennard_jones_hessian: [0.0, 0.0, 1.2, 0.1, 0.4, 1.3]; None;
        likelihood_grad, likelihood_hvp, likelihood_hessian: [0.9, sigma], &data; Some(&|i, j| match i + j {
            0 => 5.0 / sigma.powi(2),
            1 => 2.0 * moment(1) / sigma.powi(3),
            _ => -5.0 / sigma.powi(2) + 3.0 * moment(2) / sigma.powi(4),
        });
    }
}
