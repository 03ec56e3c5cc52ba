//! Roots, powers and the Euclidean norm.

use crate::rule::Growth;

rules! {
    /// Square root. At zero the partial is +inf, the limit from the right (at the
    /// negative zero, whose root is the negative zero, it is -inf).
    fn sqrt(x) -> y = x.sqrt(); {
        #[cusp] d[x] = 0.5 / y;
        samples (0.7), (2.0), (1e-3);
        edges (0.0) => [inf], (-0.0) => [-inf], (-1.0) => [nan], (inf) => [0.0];
    }

    /// Cube root. At zero the partial is +inf, the limit from both sides.
    fn cbrt(x) -> y = x.cbrt(); {
        #[cusp] d[x] = 1.0 / (3.0 * y * y);
        samples (0.7), (-2.5);
        edges (0.0) => [inf], (-0.0) => [inf], (inf) => [0.0];
    }

    /// Power with an integer exponent. `x.powi(0)` is 1 everywhere, so its
    /// partial is 0 everywhere, also at zero.
    fn powi(x, n: i32) -> y = x.powi(n); {
        is Quick;
        let m = n.saturating_sub(1);
        #[pole] d[x] = if n == 0 { 0.0 } else { n as F * x.powi(m) };
        samples (0.7, 3.0), (-2.5, 4.0), (0.7, -2.0), (0.7, 0.0), (-1.3, 1.0), (0.0, 2.0);
        edges (0.0, 0.0) => [0.0], (0.0, 1.0) => [1.0], (0.0, 2.0) => [0.0],
            (0.0, -1.0) => [-inf], (-3.0, 0.0) => [0.0], (1.0, -2_147_483_648.0) => [-2_147_483_648.0];
        // As of the product that it stands for.
        literal |n| (n >= 0.0).then_some(Growth::Tame);
    }

    /// Power with a float exponent.
    ///
    /// With respect to `x` it is `n x^(n-1)` wherever that exists: 0 at `n = 0`
    /// (also at `x = 0`), 1 at `n = 1`; at `x = 0` it is 0 for `n > 1` and
    /// infinite for `n < 1`. With respect to `n` it is `y ln(x)` for `x > 0`. For
    /// `x <= 0` the power is constant in `n` (at zero), or defined at isolated
    /// `n` only (below): the partial is 0 there by convention, so that no
    /// `ln(x)` turns a finite gradient with respect to `x` into NaN.
    ///
    /// From |n| = 2^53 on (2^24 in `f32`) `n - 1` rounds to `n`, so that at a
    /// negative base the sign of the partial is that of an even power.
    fn powf(x, n) -> y = x.powf(n); {
        // `n / x` is 0 at `n = 0`, and has the right derivative there: 1 / x.
        #[cusp] d[x] = if n == 0.0 {
            if x == 0.0 || x.is_nan() { 0.0 } else { n / x }
        } else {
            n * x.powf(n - 1.0)
        };
        #[pole] d[n] = if x > 0.0 { y * x.ln() } else { 0.0 };
        samples (0.7, 3.5), (2.5, -1.25), (0.7, 0.0), (2.0, 1.0), (1.0, 0.4);
        edges (0.0, 0.0) => [0.0, 0.0], (0.0, 0.5) => [inf, 0.0], (0.0, 1.0) => [1.0, 0.0],
            (0.0, 1.5) => [0.0, 0.0], (0.0, 2.0) => [0.0, 0.0], (0.0, -1.0) => [-inf, 0.0],
            (2.0, 0.0) => [0.0, core::f64::consts::LN_2], (-2.0, 0.0) => [-0.0, 0.0],
            (-2.0, 3.0) => [12.0, 0.0], (-2.0, 0.5) => [nan, 0.0], (nan, 0.0) => [0.0, 0.0];
        literal |n| match n {
            n if n >= 1.0 && n % 1.0 == 0.0 => Some(Growth::Tame),
            n if n >= 1.0 => Some(Growth::Pole),
            _ => None,
        };
    }

    /// Length of the vector (x, y). At the origin, where all directions are
    /// alike, both partials are 0.
    fn hypot(x, y) -> h = x.hypot(y); {
        d[x] = if h == 0.0 { 0.0 } else { x / h };
        d[y] = if h == 0.0 { 0.0 } else { y / h };
        samples (0.7, -2.5), (3.0, 0.0);
        edges (0.0, 0.0) => [0.0, 0.0], (-0.0, 0.0) => [0.0, 0.0], (1e200, 0.0) => [1.0, 0.0],
            (0.0, 1e-200) => [0.0, 1.0], (0.0, -2.0) => [0.0, -1.0];
    }
}
