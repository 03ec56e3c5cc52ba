//! Exponentials and logarithms.

rules! {
    /// Exponential, its own derivative.
    fn exp(x) -> y = x.exp(); {
        #[pole] d[x] = y;
        samples (0.7), (-2.5);
        edges (750.0) => [inf], (-750.0) => [0.0];
    }

    /// Power of two.
    fn exp2(x) -> y = x.exp2(); {
        #[pole] d[x] = y * LN_2;
        samples (0.7), (-2.5);
        edges (1100.0) => [inf], (-1100.0) => [0.0];
    }

    /// `exp(x) - 1`, exact near zero. The partial is computed anew: `y + 1`
    /// would lose all its digits where `x` is far below zero.
    fn exp_m1(x) -> y = x.exp_m1(); {
        #[pole] d[x] = x.exp();
        samples (0.7), (-2.5), (1e-9);
        edges (0.0) => [1.0], (750.0) => [inf], (-750.0) => [0.0];
    }

    /// Natural logarithm. At zero the partial is infinite; below, where the
    /// result is NaN, it is still `1 / x`.
    fn ln(x) -> y = x.ln(); {
        #[pole] d[x] = 1.0 / x;
        samples (0.7), (2.5);
        edges (0.0) => [inf], (-0.0) => [-inf], (-2.0) => [-0.5];
    }

    /// `ln(1 + x)`, exact near zero. At -1 the partial is infinite; below,
    /// where the result is NaN, it is still `1 / (1 + x)`.
    fn ln_1p(x) -> y = x.ln_1p(); {
        #[pole] d[x] = 1.0 / (1.0 + x);
        samples (0.7), (-0.5), (1e-9);
        edges (0.0) => [1.0], (-1.0) => [inf], (-3.0) => [-0.5];
    }

    /// Logarithm to a given base. At base 1 both partials are as infinite as the
    /// result; at base 0 the result is 0, and its partial along the base is NaN.
    fn log(x, b) -> y = x.log(b); {
        let l = b.ln();
        #[pole] d[x] = 1.0 / (x * l);
        #[cusp] d[b] = -y / (b * l);
        samples (0.7, 3.0), (2.5, 0.4), (1.0, 2.0);
        edges (0.0, 10.0) => [inf, inf], (2.0, 1.0) => [inf, -inf], (1.0, 1.0) => [inf, nan],
            (2.0, 0.0) => [-0.0, nan];
    }

    /// Logarithm to base two. At zero the partial is infinite.
    fn log2(x) -> y = x.log2(); {
        #[pole] d[x] = LOG2_E / x;
        samples (0.7), (2.5);
        edges (0.0) => [inf], (-0.0) => [-inf];
    }

    /// Logarithm to base ten. At zero the partial is infinite.
    fn log10(x) -> y = x.log10(); {
        #[pole] d[x] = LOG10_E / x;
        samples (0.7), (2.5);
        edges (0.0) => [inf], (-0.0) => [-inf];
    }
}
