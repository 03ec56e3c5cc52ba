//! A European option: each of its Greeks is an entry of a gradient or of a product with the
//! Hessian.

use autodiff::{Differentiable, check, grad};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Call,
    Put,
}

#[derive(Clone, Debug, Differentiable)]
struct EuropeanOption {
    #[constant]
    side: Side,
    spot: f64,
    strike: f64,
    rate: f64,
    sigma: f64,
    years: f64,
}

/// The distribution of the standard normal variable, by a rational approximation
/// (Abramowitz and Stegun 26.2.17).
#[grad(hvp)]
fn norm_cdf(x: f64) -> f64 {
    const B: [f64; 5] = [0.319381530, -0.356563782, 1.781477937, -1.821255978, 1.330274429];
    let t = 1.0 / (1.0 + 0.2316419 * x.abs());
    let poly = t * (B[0] + t * (B[1] + t * (B[2] + t * (B[3] + t * B[4]))));
    let tail = (-x * x / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt() * poly;
    if x < 0.0 { tail } else { 1.0 - tail }
}

#[grad(hvp)]
impl EuropeanOption {
    fn d1_d2(&self) -> (f64, f64) {
        let deviation = self.sigma * self.years.sqrt();
        let d1 = ((self.spot / self.strike).ln() + (self.rate + 0.5 * self.sigma.powi(2)) * self.years) / deviation;
        (d1, d1 - deviation)
    }

    fn price(&self) -> f64 {
        let (d1, d2) = self.d1_d2();
        let discounted = self.strike * (-self.rate * self.years).exp();
        match self.side {
            Side::Call => self.spot * norm_cdf(d1) - discounted * norm_cdf(d2),
            Side::Put => discounted * norm_cdf(-d2) - self.spot * norm_cdf(-d1),
        }
    }
}

/// The sensitivities that traders name.
struct Greeks {
    delta: f64,
    gamma: f64,
    vega: f64,
    theta: f64,
    rho: f64,
    vanna: f64,
}

fn greeks(option: &EuropeanOption) -> Greeks {
    let mut along_spot = option.zero_like();
    along_spot.spot = 1.0;
    let (first, second) = option.price_hvp(&along_spot);
    Greeks {
        delta: first.spot,
        gamma: second.spot,
        vega: first.sigma,
        theta: -first.years,
        rho: first.rate,
        vanna: second.sigma,
    }
}

pub(crate) fn run() {
    let call = EuropeanOption { side: Side::Call, spot: 100.0, strike: 105.0, rate: 0.03, sigma: 0.22, years: 0.75 };
    let put = EuropeanOption { side: Side::Put, ..call.clone() };
    check!(EuropeanOption::price(&call), hvp);
    check!(EuropeanOption::price(&put), hvp);
    let of_call = greeks(&call);
    println!("  option                   price {:.4}", call.price());
    println!("    delta {:.4}  gamma {:.4}  vega {:.4}", of_call.delta, of_call.gamma, of_call.vega);
    println!("    theta {:.4}  rho {:.4}  vanna {:.4}", of_call.theta, of_call.rho, of_call.vanna);
    // Of a call and a put together one is long in the asset.
    let of_put = greeks(&put);
    assert!((of_call.delta - of_put.delta - 1.0).abs() < 1e-12);
    assert!((of_call.vega - of_put.vega).abs() < 1e-9);
}
