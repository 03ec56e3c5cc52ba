//! Hyperbolic functions and their inverses.

rules! {
    /// Hyperbolic sine.
    fn sinh(x) -> y = x.sinh(); {
        #[pole] d[x] = x.cosh();
        samples (0.7), (-2.5);
        edges (0.0) => [1.0], (800.0) => [inf], (-800.0) => [inf];
    }

    /// Hyperbolic cosine.
    fn cosh(x) -> y = x.cosh(); {
        #[pole] d[x] = x.sinh();
        samples (0.7), (-2.5);
        edges (0.0) => [0.0], (800.0) => [inf], (-800.0) => [-inf];
    }

    /// Hyperbolic tangent.
    ///
    /// `1 - y²` costs nothing, but loses digits to cancellation as `y` saturates,
    /// all of them from |x| = 19 on. There, `sech² x = e^(-2|x|) (1 + |tanh x|)²`
    /// keeps them, and overflows in no order of derivative; it costs one `exp`,
    /// and only where it is needed: up to |y| = 0.95 the error is of ten units in the last place.
    fn tanh(x) -> y = x.tanh(); {
        let t = 1.0 + y.abs();
        d[x] = if t < 1.95 { 1.0 - y * y } else { t * t * (-2.0 * x.abs()).exp() };
        samples (0.7), (-2.5), (1.6);
        edges (0.0) => [1.0], (800.0) => [0.0], (-800.0) => [0.0], (1e300) => [0.0];
    }

    /// Inverse hyperbolic sine.
    fn asinh(x) -> y = x.asinh(); {
        d[x] = 1.0 / x.hypot(1.0);
        samples (0.7), (-2.5);
        edges (0.0) => [1.0], (1e300) => [1e-300], (-1e300) => [1e-300];
    }

    /// Inverse hyperbolic cosine. At 1 the partial is +inf, the limit from the
    /// right; below it is NaN, as the result.
    fn acosh(x) -> y = x.acosh(); {
        #[cusp] d[x] = 1.0 / ((x - 1.0).sqrt() * (x + 1.0).sqrt());
        samples (1.5), (20.0);
        edges (1.0) => [inf], (0.5) => [nan], (-2.0) => [nan];
    }

    /// Inverse hyperbolic tangent. At ±1 the partial is infinite; outside,
    /// where the result is NaN, it is still `1 / (1 - x²)`.
    fn atanh(x) -> y = x.atanh(); {
        #[pole] d[x] = 1.0 / ((1.0 - x) * (1.0 + x));
        samples (0.7), (-0.3);
        edges (0.0) => [1.0], (1.0) => [inf], (-1.0) => [inf], (3.0) => [-0.125];
    }
}
