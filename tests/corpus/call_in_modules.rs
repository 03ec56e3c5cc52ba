//! Calls across modules: down, up, through `self` and an import.

use autodiff::grad;

pub mod gas {
    pub mod ideal {
        use autodiff::grad;

        #[grad(hvp, taylor)]
        pub fn pressure(n: f64, v: f64, t: f64) -> f64 {
            super::R * n * t / v
        }
    }

    use autodiff::grad;

    pub const R: f64 = 8.314;

    #[grad(hvp, taylor)]
    pub fn corrected(n: f64, v: f64, t: f64) -> f64 {
        self::ideal::pressure(n, v - super::covolume(n), t) - 0.1 * (n / v).powi(2)
    }
}

#[grad(hvp, taylor)]
pub(crate) fn covolume(n: f64) -> f64 {
    0.04 * n + 1e-3 * n * n
}

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn call_in_modules(n: f64, v: f64, t: f64) -> f64 {
    use gas::ideal;
    gas::corrected(n, v, t) - ideal::pressure(n, v, t) + covolume(v)
}

pub const POINTS: &[(f64, f64, f64)] = &[(1.2, 2.5, 30.0), (0.4, 1.0, 2.0)];
