//! The price, duration and convexity of a bond with regular coupons.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian)]
pub fn bond_price(coupon: f64, rate: f64, periods: usize, frequency: u16) -> [f64; 3] {
    let per_period = rate / f64::from(frequency);
    let mut discount = 1.0;
    let (mut price, mut duration, mut convexity) = (0.0, 0.0, 0.0);
    for period in 1..=periods {
        discount /= 1.0 + per_period;
        let mut cash = coupon / frequency as f64;
        if period == periods {
            cash += 1.0;
        }
        let t = period as f64 / frequency as f64;
        price += cash * discount;
        duration += t * cash * discount;
        convexity += t * t * cash * discount;
    }
    [price, duration / price, convexity / price]
}

pub const POINTS: &[(f64, f64, usize, u16)] = &[(0.05, 0.04, 6, 2), (0.3, 0.2, 1, 1)];
