//! Functions with kinks and steps: the derivative of the branch that is taken.
//!
//! A step function has the derivative 0 everywhere, also at its steps: to the
//! transforms its result does not depend on its argument.

rules! {
    /// Absolute value: -1 below zero, else 1, so at both zeros 1.
    fn abs(x) -> y = x.abs(); {
        is Cheap;
        d[x] = if x < 0.0 { -1.0 } else { 1.0 };
        samples (0.7), (-2.5);
        edges (0.0) => [1.0], (-0.0) => [1.0];
    }

    /// Sign, a step.
    fn signum(x) -> y = x.signum(); {
        is Quick;
        d[x] = 0.0;
        samples (0.7), (-2.5);
        edges (0.0) => [0.0], (-0.0) => [0.0];
    }

    /// The magnitude of `x` with the sign of `s`: 1 where the signs agree, -1
    /// where they do not, the signs of zeros included; a step in `s`.
    fn copysign(x, s) -> y = x.copysign(s); {
        is Quick;
        d[x] = x.signum() * s.signum();
        d[s] = 0.0;
        samples (0.7, 2.0), (0.7, -2.0), (-0.7, 2.0), (-0.7, -2.0);
        edges (0.0, 1.0) => [1.0, 0.0], (-0.0, 1.0) => [-1.0, 0.0], (2.0, -0.0) => [-1.0, 0.0];
    }

    /// The larger one. A tie goes to the first argument; of a NaN and a number,
    /// the number is taken.
    fn max(a, b) -> y = a.max(b); {
        is Quick;
        d[a] = if a >= b || b.is_nan() { 1.0 } else { 0.0 };
        d[b] = if a >= b || b.is_nan() { 0.0 } else { 1.0 };
        samples (0.7, -2.5), (-2.5, 0.7);
        edges (1.0, 1.0) => [1.0, 0.0], (0.0, -0.0) => [1.0, 0.0], (-0.0, 0.0) => [1.0, 0.0],
            (nan, 1.0) => [0.0, 1.0], (1.0, nan) => [1.0, 0.0], (nan, nan) => [1.0, 0.0];
    }

    /// The smaller one. A tie goes to the first argument; of a NaN and a
    /// number, the number is taken.
    fn min(a, b) -> y = a.min(b); {
        is Quick;
        d[a] = if a <= b || b.is_nan() { 1.0 } else { 0.0 };
        d[b] = if a <= b || b.is_nan() { 0.0 } else { 1.0 };
        samples (0.7, -2.5), (-2.5, 0.7);
        edges (1.0, 1.0) => [1.0, 0.0], (0.0, -0.0) => [1.0, 0.0], (-0.0, 0.0) => [1.0, 0.0],
            (nan, 1.0) => [0.0, 1.0], (1.0, nan) => [1.0, 0.0], (nan, nan) => [1.0, 0.0];
    }

    /// `x`, or the bound that it is beyond. At a bound `x` itself is taken.
    fn clamp(x, lo, hi) -> y = x.clamp(lo, hi); {
        is Quick, Panics;
        d[x] = if x < lo || x > hi { 0.0 } else { 1.0 };
        d[lo] = if x < lo { 1.0 } else { 0.0 };
        d[hi] = if x > hi { 1.0 } else { 0.0 };
        samples (0.7, -1.0, 2.0), (-3.0, -1.0, 2.0), (5.0, -1.0, 2.0);
        edges (-1.0, -1.0, 2.0) => [1.0, 0.0, 0.0], (2.0, -1.0, 2.0) => [1.0, 0.0, 0.0],
            (1.0, 1.0, 1.0) => [1.0, 0.0, 0.0], (0.0, 1.0, 1.0) => [0.0, 1.0, 0.0],
            (2.0, 1.0, 1.0) => [0.0, 0.0, 1.0], (nan, 0.0, 1.0) => [1.0, 0.0, 0.0];
    }

    /// Round down, a step.
    fn floor(x) -> y = x.floor(); {
        is Quick;
        d[x] = 0.0;
        samples (0.7), (-2.4);
        edges (1.0) => [0.0];
    }

    /// Round up, a step.
    fn ceil(x) -> y = x.ceil(); {
        is Quick;
        d[x] = 0.0;
        samples (0.7), (-2.4);
        edges (1.0) => [0.0];
    }

    /// Round to nearest, halves away from zero, a step.
    fn round(x) -> y = x.round(); {
        is Quick;
        d[x] = 0.0;
        samples (0.7), (-2.4);
        edges (0.5) => [0.0];
    }

    /// Round to nearest, halves to even, a step.
    fn round_ties_even(x) -> y = x.round_ties_even(); {
        is Quick;
        d[x] = 0.0;
        samples (0.7), (-2.4);
        edges (0.5) => [0.0];
    }

    /// Round towards zero, a step.
    fn trunc(x) -> y = x.trunc(); {
        is Quick;
        d[x] = 0.0;
        samples (0.7), (-2.4);
        edges (1.0) => [0.0];
    }

    /// The part after the point, a saw-tooth: 1, also at the jumps.
    fn fract(x) -> y = x.fract(); {
        is Quick;
        d[x] = 1.0;
        samples (0.7), (-2.4);
        edges (1.0) => [1.0];
    }

    /// Remainder that is not negative, a saw-tooth: 1, and minus the quotient of
    /// the tooth that the result is on, computed as for `rem`.
    fn rem_euclid(a, b) -> y = a.rem_euclid(b); {
        d[a] = 1.0;
        #[pole] d[b] = (y / b - a / b).round();
        samples (7.3, 2.0), (-7.3, 2.0), (7.3, -2.0), (-7.3, -2.0);
        edges (6.0, 2.0) => [1.0, -3.0], (-6.0, 2.0) => [1.0, 3.0], (0.0, 2.0) => [1.0, 0.0],
            (1.0, 0.0) => [1.0, nan];
    }

    /// Quotient of the Euclidean division, a step in both arguments.
    fn div_euclid(a, b) -> y = a.div_euclid(b); {
        d[a] = 0.0;
        d[b] = 0.0;
        samples (7.3, 2.0), (-7.3, 2.0), (7.3, -2.0), (-7.3, -2.0);
        edges (6.0, 2.0) => [0.0, 0.0];
    }
}
