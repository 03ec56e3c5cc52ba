//! Enums with a payload that are constants: what a pattern binds of them has no derivative.

use autodiff::grad;
use autodiff_tests::directions::{Modes, check};

#[derive(Clone, Debug)]
enum Payoff {
    Call { strike: f64 },
    Barrier { strike: f64, level: f64 },
    Power(f64, i32),
    Basket(Vec<f64>),
    Nothing,
}

#[grad(hvp)]
impl Payoff {
    fn pay(#[constant] &self, s: f64, v: f64) -> f64 {
        match self {
            Payoff::Call { strike } => (s - strike).max(0.0) * v,
            Payoff::Barrier { strike, level } if s > *level => (s - *strike).powi(2) * v,
            Payoff::Barrier { .. } => v * v,
            Payoff::Power(k, n) => k * s.powi(*n) * v,
            Payoff::Basket(weights) => weights.iter().map(|w| w * s).sum::<f64>() * v,
            Payoff::Nothing => s,
        }
    }

    fn weight(#[constant] &self, s: f64, v: f64) -> f64 {
        if let Payoff::Power(k, _) = self { k * s * v } else { s * s * v }
    }
}

#[grad(hvp)]
fn portfolio(#[constant] all: &[Payoff], s: f64, v: f64) -> f64 {
    let mut sum = 0.0;
    for payoff in all {
        sum += match payoff {
            Payoff::Power(k, _) | Payoff::Call { strike: k } => k * s * s * v,
            other => other.pay(s, v) * other.weight(s, v),
        };
    }
    sum
}

fn all() -> Vec<Payoff> {
    vec![
        Payoff::Call { strike: 0.7 },
        Payoff::Barrier { strike: 0.5, level: 1.0 },
        Payoff::Barrier { strike: 0.5, level: 2.0 },
        Payoff::Power(0.7, 3),
        Payoff::Basket(vec![0.3, 0.4]),
        Payoff::Nothing,
    ]
}

#[test]
fn of_constants() {
    check(
        &(1.2, 0.7),
        &Modes {
            value: |(s, v)| portfolio(&all(), *s, *v),
            gradient: |(s, v)| portfolio_grad(&all(), *s, *v),
            tangent: |(s, v), (ds, dv)| portfolio_jvp(&all(), *s, *v, *ds, *dv).1,
            hessian: Some(|(s, v), (ds, dv)| portfolio_hvp(&all(), *s, *v, *ds, *dv).1),
        },
    );
}

#[test]
fn of_self() {
    check(
        &(1.2, 0.7),
        &Modes {
            value: |(s, v)| all().iter().map(|of| of.pay(*s, *v)).sum(),
            gradient: |(s, v)| {
                all().iter().map(|of| of.pay_grad(*s, *v)).fold((0.0, 0.0), |a, b| (a.0 + b.0, a.1 + b.1))
            },
            tangent: |(s, v), (ds, dv)| all().iter().map(|of| of.pay_jvp(*s, *v, *ds, *dv).1).sum(),
            hessian: None,
        },
    );
}
