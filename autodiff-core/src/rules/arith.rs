//! Operators, and the product that a transform guards.

rules! {
    /// Sum.
    fn add(a, b) -> y = a + b; {
        is Cheap, Polynomial;
        d[a] = 1.0;
        d[b] = 1.0;
        samples (0.7, -2.5);
    }

    /// Difference.
    fn sub(a, b) -> y = a - b; {
        is Cheap, Polynomial;
        d[a] = 1.0;
        d[b] = -1.0;
        samples (0.7, -2.5);
    }

    /// Product.
    fn mul(a, b) -> y = a * b; {
        is Cheap, Polynomial, Product;
        d[a] = b;
        d[b] = a;
        samples (0.7, -2.5), (0.0, 3.0);
    }

    /// Quotient. At a zero divisor the partials are what their formulas give:
    /// infinite, and NaN at 0 / 0, as the result.
    fn div(a, b) -> y = a / b; {
        #[pole] d[a] = 1.0 / b;
        #[pole] d[b] = -y / b;
        samples (0.7, -2.5), (0.0, 3.0);
        edges (1.0, 0.0) => [inf, -inf], (1.0, -0.0) => [-inf, -inf], (0.0, 0.0) => [inf, nan];
    }

    /// Remainder of the truncated division, a saw-tooth: 1, and minus the
    /// quotient of the tooth. At a multiple of the divisor it is the tooth that
    /// the result is on. The quotient is computed with the result, as a rounded
    /// `a / b` can be the next integer.
    fn rem(a, b) -> y = a % b; {
        d[a] = 1.0;
        #[pole] d[b] = (y / b - a / b).round();
        samples (7.3, 2.0), (-7.3, 2.0), (7.3, -2.0), (0.4, 2.0);
        edges (6.0, 2.0) => [1.0, -3.0], (-6.0, 2.0) => [1.0, 3.0], (0.0, 2.0) => [1.0, 0.0],
            (1.0, 0.0) => [1.0, nan];
    }

    /// Negation.
    fn neg(a) -> y = -a; {
        is Cheap, Polynomial;
        d[a] = -1.0;
        samples (0.7), (-2.5);
    }

    /// Reciprocal. At zero the partial is -inf, from both sides.
    fn recip(x) -> y = x.recip(); {
        #[pole] d[x] = -y * y;
        samples (0.7), (-2.5);
        edges (0.0) => [-inf], (-0.0) => [-inf];
    }

    /// `a * b + c`, rounded once.
    fn mul_add(a, b, c) -> y = a.mul_add(b, c); {
        d[a] = b;
        d[b] = a;
        d[c] = 1.0;
        samples (0.7, -2.5, 1.3);
    }

    /// The product of an incoming derivative `s` and a partial `p` that may be
    /// infinite: an exact zero wins, whatever the other factor is. It is for the
    /// transforms alone, no method of std.
    fn scale(s, p) -> y = if s == 0.0 || p == 0.0 { 0.0 } else { s * p }; {
        is Quick, Product, Guard;
        #[cusp] d[s] = p;
        #[cusp] d[p] = s;
        samples (0.7, -2.5), (-3.0, 0.2);
        edges (0.0, inf) => [inf, 0.0], (0.0, nan) => [nan, 0.0], (inf, 0.0) => [0.0, inf];
    }

    /// The product of an adjoint `s` and a partial `p` where the value may have
    /// been thrown away: if nothing arrives, nothing is passed on, whatever the
    /// partial is. It is for the transforms alone, no method of std.
    fn mask(s, p) -> y = if s == 0.0 { 0.0 } else { s * p }; {
        is Quick, Product, Guard;
        #[cusp] d[s] = p;
        #[pole] d[p] = s;
        samples (0.7, -2.5), (-3.0, 0.2);
        edges (0.0, inf) => [inf, 0.0], (0.0, nan) => [nan, 0.0];
    }

    /// Radians to degrees.
    fn to_degrees(x) -> y = x.to_degrees(); {
        is Quick;
        d[x] = DEGREES_PER_RADIAN;
        samples (0.7), (-2.5);
    }

    /// Degrees to radians.
    fn to_radians(x) -> y = x.to_radians(); {
        is Quick;
        d[x] = RADIANS_PER_DEGREE;
        samples (0.7), (-2.5);
    }
}
