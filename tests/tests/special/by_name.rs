//! Functions by their names: a `use` brings their companions along, and what has none of them is called so in peace.

use autodiff::special::{
    beta, beta_reg, digamma, erf, erfc, erfinv, gamma, gamma_lr, gamma_ur, j0, j1, jn, ln_1p_exp, ln_beta, ln_gamma,
    log_sum_exp, logistic, normal_cdf, normal_quantile, polygamma, softplus, trigamma, y0, y1, yn,
};
use autodiff::{check, grad};

#[grad(hvp)]
fn of_one(x: f64) -> f64 {
    let bounded = erf(x) + erfc(x) * erfinv(0.5 * x) + logistic(x) + normal_cdf(x) * normal_quantile(0.5 * x);
    let gammas = gamma(x) + ln_gamma(x) * digamma(x) + trigamma(x) + polygamma(2, x);
    let bessel = j0(x) * j1(x) + jn(2, x) + y0(x) * y1(x) + yn(2, x);
    bounded + gammas + bessel + softplus(x) * ln_1p_exp(x)
}

#[grad(hvp)]
fn of_several(a: f64, b: f64, x: f64) -> f64 {
    beta(a, b) + ln_beta(a, b) * beta_reg(a, b, x) + gamma_lr(a, x) * gamma_ur(b, x)
}

#[grad(hvp)]
fn of_memory(x: &[f64], k: f64) -> f64 {
    let scaled: Vec<f64> = x.iter().map(|v| v * k).collect();
    log_sum_exp(&scaled) * log_sum_exp(x)
}

#[grad]
fn twice<F: Fn(f64) -> f64>(f: F, x: f64) -> f64 {
    f(f(x)) * x
}

#[grad]
fn handed_on(x: f64) -> f64 {
    twice(erf, x)
}

#[grad(jacobian)]
fn in_lanes(x: &[f64; 2]) -> [f64; 2] {
    [erf(x[0]), erf(x[0] * x[1])]
}

#[test]
fn functions_by_name_have_their_companions() {
    check!(of_one(0.8), hvp);
    check!(of_several(1.4, 0.8, 0.3), hvp);
    check!(of_memory(&[1.0, 2.0], 0.3), hvp);
    check!(handed_on(0.4));
    check!(in_lanes(&[0.3, 0.4]));
}

mod of_ones_own {
    use autodiff::{check, grad};

    #[grad]
    fn gamma(x: f64) -> f64 {
        x * x
    }

    #[grad]
    fn log_sum_exp(x: &[f64]) -> f64 {
        x[0] * x[1]
    }

    #[grad]
    fn f(x: f64) -> f64 {
        #[grad]
        fn beta(x: f64) -> f64 {
            x * x * x
        }
        gamma(x) + beta(x) + log_sum_exp(&[x, x * x])
    }

    #[test]
    fn one_s_own_is_called_before() {
        check!(f(0.4));
    }
}
