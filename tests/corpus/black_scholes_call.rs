//! The price of a European call, with the error function of Abramowitz and
//! Stegun 7.1.26.

use autodiff::grad;

/// Good to 1.5e-7 in the value, which its derivative does not care about.
#[grad(hvp, taylor)]
fn erf(x: f64) -> f64 {
    const P: f64 = 0.3275911;
    const A: (f64, f64, f64, f64, f64) = (0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429);
    let sign = if x < 0.0 { -1.0 } else { 1.0 };
    let x = x.abs();
    let t = 1.0 / (1.0 + P * x);
    let poly = ((((A.4 * t + A.3) * t + A.2) * t + A.1) * t + A.0) * t;
    sign * (1.0 - poly * (-x * x).exp())
}

#[grad(hvp, taylor)]
fn norm_cdf(x: f64) -> f64 {
    0.5 * (1.0 + erf(x / std::f64::consts::SQRT_2))
}

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn black_scholes_call(spot: f64, strike: f64, rate: f64, vol: f64, expiry: f64) -> f64 {
    let sd = vol * expiry.sqrt();
    let d1 = ((spot / strike).ln() + (rate + vol * vol / 2.0) * expiry) / sd;
    let d2 = d1 - sd;
    spot * norm_cdf(d1) - strike * (-rate * expiry).exp() * norm_cdf(d2)
}

pub const POINTS: &[(f64, f64, f64, f64, f64)] = &[(100.0, 95.0, 0.05, 0.2, 1.0), (80.0, 120.0, 0.01, 0.35, 0.5)];
