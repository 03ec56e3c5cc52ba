//! Circular functions and their inverses.

rules! {
    /// Sine.
    fn sin(x) -> y = x.sin(); {
        d[x] = x.cos();
        samples (0.7), (-2.5);
        edges (0.0) => [1.0], (inf) => [nan];
    }

    /// Cosine.
    fn cos(x) -> y = x.cos(); {
        d[x] = -x.sin();
        samples (0.7), (-2.5);
        edges (inf) => [nan];
    }

    /// Tangent. No float is a pole exactly, so result and partial are finite.
    fn tan(x) -> y = x.tan(); {
        d[x] = 1.0 + y * y;
        samples (0.7), (-2.5);
        edges (0.0) => [1.0], (inf) => [nan];
    }

    /// Arcsine. At ±1 the partial is +inf; outside it is NaN, as the result.
    fn asin(x) -> y = x.asin(); {
        #[cusp] d[x] = 1.0 / ((1.0 - x) * (1.0 + x)).sqrt();
        samples (0.7), (-0.3);
        edges (1.0) => [inf], (-1.0) => [inf], (2.0) => [nan];
    }

    /// Arccosine. At ±1 the partial is -inf; outside it is NaN, as the result.
    fn acos(x) -> y = x.acos(); {
        #[cusp] d[x] = -1.0 / ((1.0 - x) * (1.0 + x)).sqrt();
        samples (0.7), (-0.3);
        edges (1.0) => [-inf], (-1.0) => [-inf], (2.0) => [nan];
    }

    /// Arctangent.
    fn atan(x) -> y = x.atan(); {
        d[x] = 1.0 / (1.0 + x * x);
        samples (0.7), (-2.5);
        edges (0.0) => [1.0], (1e300) => [0.0], (inf) => [0.0], (-inf) => [0.0];
    }

    /// Angle of the vector (x, y), with the arguments in the order of std: `y`
    /// first. The formulas are scaled, so that they neither overflow nor vanish
    /// before the derivative does. At the origin both partials are 0 by
    /// convention, as those of `hypot` are; along the cut on the negative `x`
    /// axis they are the limits from both sides, which agree.
    fn atan2(y, x) -> w = y.atan2(x); {
        let h = x.hypot(y);
        #[pole] d[y] = if h == 0.0 { 0.0 } else { x / h / h };
        #[pole] d[x] = if h == 0.0 { 0.0 } else { -y / h / h };
        samples (0.7, -2.5), (-3.0, 0.4), (0.0, 2.0);
        edges (0.0, 0.0) => [0.0, 0.0], (-0.0, -0.0) => [0.0, 0.0], (0.0, -2.0) => [-0.5, -0.0],
            (-0.0, -2.0) => [-0.5, 0.0], (2.0, 0.0) => [0.0, -0.5], (0.0, 1e200) => [1e-200, -0.0],
            (0.0, 1e-200) => [1e200, -0.0];
    }
}
