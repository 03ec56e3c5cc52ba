//! Special functions with derivatives: what statistics, physics and finance need beyond the
//! methods of floats.
//!
//! They are called by their module, or by a name that a `use` brings: `use autodiff::special::erf;`. Under
//! another name, `use autodiff::special::erf as e;`, their companions are not found.
//!
//! ```
//! use autodiff::{grad, special};
//!
//! /// The price of a European call, and how it depends on the volatility.
//! #[grad(hvp)]
//! fn call(spot: f64, strike: f64, sigma: f64, years: f64) -> f64 {
//!     let d = (spot / strike).ln() / (sigma * years.sqrt()) + 0.5 * sigma * years.sqrt();
//!     spot * special::normal_cdf(d) - strike * special::normal_cdf(d - sigma * years.sqrt())
//! }
//!
//! let (delta, _, vega, _) = call_grad(100.0, 100.0, 0.2, 1.0);
//! assert!((delta - 0.539_827_837_277_029).abs() < 1e-14);
//! assert!((vega - 39.695_254_747_701_17).abs() < 1e-12);
//! ```
//!
//! Each has the companions of `#[grad(hvp)]`, along all of its float arguments, and each
//! names the source of its derivative: a section of the
//! [Digital Library of Mathematical Functions](https://dlmf.nist.gov), or a paper. At a pole
//! and outside of the domain, values and derivatives are infinite or NaN, never zero.
//!
//! The values of the error functions, of the logarithm of the gamma function and of the
//! Bessel functions come from the `libm` crate, the others from here. All are `f64`, and
//! need no `std`.

mod bessel;
mod beta;
mod error;
mod gamma;
mod incomplete_gamma;
mod jet;
mod logistic;
mod normal;
mod polygamma;

pub use bessel::{j0, j1, jn, y0, y1, yn};
pub use beta::{beta, beta_reg, ln_beta};
pub use error::{erf, erfc, erfinv};
pub use gamma::{gamma, ln_gamma};
pub use incomplete_gamma::{gamma_lr, gamma_ur};
#[cfg(feature = "alloc")]
pub use logistic::log_sum_exp;
pub use logistic::{ln_1p_exp, logistic, softplus};
pub use normal::{normal_cdf, normal_quantile};
pub use polygamma::{digamma, polygamma, trigamma};

// A macro by the name of each, which a `use` of the function brings along: it tells generated code where the
// companions are.
#[cfg(feature = "alloc")]
#[doc(hidden)]
pub use crate::special_companion as log_sum_exp;
#[doc(hidden)]
pub use crate::{
    special_companion as beta, special_companion as beta_reg, special_companion as digamma, special_companion as erf,
    special_companion as erfc, special_companion as erfinv, special_companion as gamma, special_companion as gamma_lr,
    special_companion as gamma_ur, special_companion as j0, special_companion as j1, special_companion as jn,
    special_companion as ln_1p_exp, special_companion as ln_beta, special_companion as ln_gamma,
    special_companion as logistic, special_companion as normal_cdf, special_companion as normal_quantile,
    special_companion as polygamma, special_companion as softplus, special_companion as trigamma,
    special_companion as y0, special_companion as y1, special_companion as yn,
};

// Their companions, which are called and not read about.
#[doc(hidden)]
pub use self::{bessel::*, beta::*, error::*, gamma::*, incomplete_gamma::*, logistic::*, normal::*, polygamma::*};

/// A companion of a function of [`special`](crate::special), by its name.
#[doc(hidden)]
#[macro_export]
macro_rules! special_companion {
    ($companion:ident) => {
        $crate::special::$companion
    };
}
