//! The log-posterior of a Gaussian mixture with a Wishart prior.

#![allow(clippy::cast_precision_loss, reason = "counts are small")]

use super::{flat, rows};
use crate::protocol::{Run, Runs, run};
use autodiff::grad;
use serde::Deserialize;
use serde_json::{Value, json};
use std::f64::consts::{LN_2, PI};

#[derive(Debug, Deserialize)]
pub(crate) struct Input {
    d: usize,
    k: usize,
    n: usize,
    x: Vec<Vec<f64>>,
    m: usize,
    gamma: f64,
    alpha: Vec<f64>,
    mu: Vec<Vec<f64>>,
    q: Vec<Vec<f64>>,
    l: Vec<Vec<f64>>,
    #[serde(flatten)]
    runs: Runs,
}

/// The input with its matrices row by row.
#[derive(Debug)]
pub(crate) struct Problem {
    pub(crate) d: usize,
    pub(crate) x: Vec<f64>,
    pub(crate) m: usize,
    pub(crate) gamma: f64,
    pub(crate) alpha: Vec<f64>,
    pub(crate) mu: Vec<f64>,
    pub(crate) q: Vec<f64>,
    pub(crate) l: Vec<f64>,
    pub(crate) runs: Runs,
}

impl Problem {
    pub(crate) fn new(input: Input) -> Result<Self, String> {
        let Input { d, k, n, x, m, gamma, alpha, mu, q, l, runs } = input;
        if x.len() != n || [alpha.len(), mu.len(), q.len(), l.len()].iter().any(|len| *len != k) {
            return Err("the extents of the input do not fit `n` and `k`".to_owned());
        }
        let triangle = d * (d.max(1) - 1) / 2;
        let (x, mu, q) = (flat(&x, d, "x")?, flat(&mu, d, "mu")?, flat(&q, d, "q")?);
        Ok(Problem { d, x, m, gamma, alpha, mu, q, l: flat(&l, triangle, "l")?, runs })
    }
}

/// The logarithm of the sum of the exponentials.
#[grad(only(vjp_into))]
pub fn logsumexp(x: &[f64]) -> f64 {
    let largest = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let sum: f64 = x.iter().map(|v| (v - largest).exp()).sum();
    largest + sum.ln()
}

/// The square of the length of `Q (x - mu)`, for the lower triangular `Q` with
/// this diagonal and, column by column, these entries below it.
#[grad(only(vjp_into))]
pub fn distance(diagonal: &[f64], below: &[f64], mu: &[f64], #[constant] x: &[f64]) -> f64 {
    let d = x.len();
    let mut entries: Vec<f64> = diagonal.iter().zip(x).zip(mu).map(|((q, x), mu)| q * (x - mu)).collect();
    let mut at = 0;
    for j in 0..d {
        let centred = x[j] - mu[j];
        let column = &below[at..at + d - j - 1];
        for (entry, l) in entries[j + 1..].iter_mut().zip(column) {
            *entry += l * centred;
        }
        at += column.len();
    }
    entries.iter().map(|entry| entry * entry).sum()
}

/// The logarithm of the Wishart prior, but for its constant.
#[grad(only(vjp_into))]
pub fn prior(diagonals: &[f64], sums: &[f64], l: &[f64], #[constant] gamma: f64, m: usize) -> f64 {
    let squares: f64 = diagonals.iter().chain(l).map(|v| v * v).sum();
    let logarithms: f64 = sums.iter().sum();
    m as f64 * logarithms - 0.5 * gamma * gamma * squares
}

/// The logarithm of the posterior, but for what does not depend on the parameters.
#[grad(only(grad))]
#[allow(clippy::too_many_arguments, reason = "the problem has so many parts")]
pub fn posterior(
    alpha: &[f64],
    mu: &[f64],
    q: &[f64],
    l: &[f64],
    #[constant] x: &[f64],
    d: usize,
    #[constant] gamma: f64,
    m: usize,
) -> f64 {
    let k = alpha.len();
    let triangle = l.len() / k;
    let diagonals: Vec<f64> = q.iter().map(|v| v.exp()).collect();
    let sums: Vec<f64> = q.chunks_exact(d).map(|row| row.iter().sum::<f64>()).collect();
    let mut total = 0.0;
    for point in x.chunks_exact(d) {
        let mut terms = vec![0.0; k];
        for c in 0..k {
            let distance = distance(
                &diagonals[c * d..(c + 1) * d],
                &l[c * triangle..(c + 1) * triangle],
                &mu[c * d..(c + 1) * d],
                #[constant]
                point,
            );
            terms[c] = alpha[c] + sums[c] - 0.5 * distance;
        }
        total += logsumexp(&terms);
    }
    let points = (x.len() / d) as f64;
    total - points * logsumexp(alpha)
        + prior(
            &diagonals,
            &sums,
            l,
            #[constant]
            gamma,
            m,
        )
}

/// What does not depend on the parameters.
fn constant(problem: &Problem) -> f64 {
    let (d, k) = (problem.d, problem.alpha.len());
    let n = d + problem.m + 1;
    let points = problem.x.len() / d.max(1);
    let scale = (n * d) as f64 * (problem.gamma.ln() - 0.5 * LN_2) - ln_gamma(n, d);
    k as f64 * scale - 0.5 * (points * d) as f64 * (2.0 * PI).ln()
}

/// The logarithm of the multivariate gamma function of `n / 2` in `p` dimensions.
fn ln_gamma(n: usize, p: usize) -> f64 {
    let start = 0.25 * (p * (p.max(1) - 1)) as f64 * PI.ln();
    (1..=p).fold(start, |sum, j| sum + ln_gamma_of_half(n + 1 - j))
}

/// The logarithm of `Γ(n / 2)`, from `Γ(x + 1) = x Γ(x)`, `Γ(1) = 1` and
/// `Γ(1/2) = √π`.
fn ln_gamma_of_half(n: usize) -> f64 {
    let mut sum = if n % 2 == 1 { 0.5 * PI.ln() } else { 0.0 };
    let mut i = if n % 2 == 1 { 1 } else { 2 };
    while i < n {
        sum += (i as f64 / 2.0).ln();
        i += 2;
    }
    sum
}

pub(crate) fn objective(p: &Problem) -> Run {
    let value = || constant(p) + posterior(&p.alpha, &p.mu, &p.q, &p.l, &p.x, p.d, p.gamma, p.m);
    run(p.runs, value, Value::from)
}

pub(crate) fn jacobian(p: &Problem) -> Run {
    let gradient = || posterior_grad(&p.alpha, &p.mu, &p.q, &p.l, &p.x, p.d, p.gamma, p.m);
    let k = p.alpha.len().max(1);
    let triangle = p.l.len() / k;
    run(p.runs, gradient, |(alpha, mu, q, l)| {
        json!({
            "alpha": alpha,
            "mu": rows(&mu, p.d, k),
            "q": rows(&q, p.d, k),
            "l": rows(&l, triangle, k),
        })
    })
}
