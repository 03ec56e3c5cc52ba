//! The regularised lower incomplete gamma function, by a series and a continued fraction,
//! with a twin that says what is wrong with its arguments.

use autodiff::{check, grad, special};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum GammaError {
    /// The shape is not positive.
    Shape,
    /// The argument is negative.
    Argument,
    /// The fraction has no end.
    NoConvergence,
}

const EPS: f64 = 1e-15;

/// P(a, x).
///
/// # Panics
/// If `checked_gamma_lr` gives an error.
#[grad(hvp)]
fn gamma_lr(a: f64, x: f64) -> f64 {
    checked_gamma_lr(a, x).unwrap()
}

/// The same, with what is wrong.
#[grad(hvp)]
fn checked_gamma_lr(a: f64, x: f64) -> Result<f64, GammaError> {
    if a.is_nan() || x.is_nan() {
        return Ok(f64::NAN);
    }
    if a <= 0.0 || a == f64::INFINITY {
        return Err(GammaError::Shape);
    }
    if x < 0.0 {
        return Err(GammaError::Argument);
    }
    if x == 0.0 {
        return Ok(0.0);
    }
    let log_factor = a * x.ln() - x - special::ln_gamma(a);
    if log_factor < -709.78 {
        return if a < x { Ok(1.0) } else { Ok(0.0) };
    }
    if x <= 1.0 || x <= a {
        let mut n = a;
        let mut term = 1.0;
        let mut sum = 1.0;
        loop {
            n += 1.0;
            term *= x / n;
            sum += term;
            if term / sum <= EPS {
                break;
            }
        }
        return Ok(log_factor.exp() * sum / a);
    }
    Ok(1.0 - log_factor.exp() * fraction(a, x)?)
}

/// Q(a, x) but for its factor, by Lentz's method.
#[grad(hvp)]
fn fraction(a: f64, x: f64) -> Result<f64, GammaError> {
    let mut b = x + 1.0 - a;
    let mut c = 1e300;
    let mut d = 1.0 / b;
    let mut h = d;
    for i in 1..500 {
        let n = i as f64;
        let an = -n * (n - a);
        b += 2.0;
        d = 1.0 / (an * d + b);
        c = b + an / c;
        let delta = c * d;
        h *= delta;
        if (delta - 1.0).abs() < EPS {
            return Ok(h);
        }
    }
    Err(GammaError::NoConvergence)
}

pub(crate) fn run() {
    assert_eq!(checked_gamma_lr(-1.0, 1.0), Err(GammaError::Shape));
    assert_eq!(checked_gamma_lr(1.0, -1.0), Err(GammaError::Argument));
    for (a, x) in [(0.7, 0.4), (3.5, 2.0), (2.5, 6.0), (12.0, 9.0)] {
        check!(gamma_lr(a, x), hvp);
        // Along x it is the density of the distribution.
        let (_, density) = gamma_lr_grad(a, x);
        let known = ((a - 1.0) * x.ln() - x - special::ln_gamma(a)).exp();
        assert!((density - known).abs() < 1e-13);
        let (along_shape, _) = special::gamma_lr_grad(a, x);
        assert!((gamma_lr_grad(a, x).0 - along_shape).abs() < 1e-12);
    }
    let (along_shape, along_x) = gamma_lr_grad(2.5, 6.0);
    println!("  incomplete gamma         P(2.5, 6) {:.10}", gamma_lr(2.5, 6.0));
    println!("                           along the shape {along_shape:.10}, along x {along_x:.10}");
}
