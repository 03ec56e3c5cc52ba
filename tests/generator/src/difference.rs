//! Finite differences that know how good they are.

/// A derivative, and an estimate of its error.
#[derive(Clone, Copy, Debug)]
pub struct Estimate {
    /// The derivative.
    pub value: f64,
    /// How far it may be off.
    pub error: f64,
}

impl Estimate {
    /// Whether it is good to a relative error of `relative`, or to `absolute`. It is
    /// not where the function has a kink, a pole or a jump nearby.
    pub fn is_good(&self, relative: f64, absolute: f64) -> bool {
        self.error <= relative * self.value.abs() + absolute
    }
}

/// How many step widths are extrapolated, and the ratio between two of them.
const STEPS: usize = 10;
const RATIO: f64 = 1.5;

/// The step width that fits an input of the size of `x`.
pub fn scale(x: f64) -> f64 {
    x.abs().max(0.05)
}

/// The derivative of every entry of `f(t)` at `t`, by central differences of
/// falling step width `h`, extrapolated to `h = 0`.
///
/// Ridders' method: C. J. F. Ridders, *Accurate computation of F'(x) and
/// F'(x)F''(x)*, Advances in Engineering Software 4 (1982).
pub fn derivative(f: impl Fn(f64) -> Vec<f64>, t: f64) -> Vec<Estimate> {
    let widths: Vec<f64> =
        (0..STEPS).map(|step| 0.01 * scale(t) / RATIO.powi(i32::try_from(step).expect("few steps"))).collect();
    let slopes: Vec<Vec<f64>> = widths.iter().map(|h| central(&f, t, *h)).collect();
    (0..slopes[0].len()).map(|entry| extrapolate(slopes.iter().map(|row| row[entry]))).collect()
}

/// The same by one central difference, so close to `t` that a kink which lies a little
/// off is not crossed. Rounding leaves seven digits.
pub fn close_by(f: impl Fn(f64) -> Vec<f64>, t: f64) -> Vec<f64> {
    central(&f, t, 1e-7 * scale(t))
}

/// Whether an entry jumps at `t` itself: a comparison of what is equal but for rounding goes
/// one way there and the other way beside.
pub fn jumps(f: impl Fn(f64) -> Vec<f64>, t: f64, entry: usize) -> bool {
    let h = 1e-7 * scale(t);
    let [here, above, below] = [t, t + h, t - h].map(|t| f(t).get(entry).copied().unwrap_or(f64::NAN));
    [above, below].iter().any(|beside| (beside - here).abs() > 1e-4 * (1.0 + here.abs()))
}

fn central(f: &impl Fn(f64) -> Vec<f64>, t: f64, h: f64) -> Vec<f64> {
    let (above, below) = (t + h, t - h);
    let (high, low) = (f(above), f(below));
    high.iter().zip(&low).map(|(high, low)| (high - low) / (above - below)).collect()
}

/// Neville's scheme in `h²`, from which the entry that its neighbours agree on
/// best is taken: later ones suffer from rounding, earlier ones from truncation.
fn extrapolate(slopes: impl Iterator<Item = f64>) -> Estimate {
    let mut best = Estimate { value: f64::NAN, error: f64::INFINITY };
    let mut previous: Vec<f64> = Vec::new();
    for slope in slopes {
        let mut current = vec![slope];
        let mut factor = 1.0;
        for (order, older) in previous.iter().enumerate() {
            factor *= RATIO * RATIO;
            let newer = current[order];
            let value = newer + (newer - older) / (factor - 1.0);
            let error = (value - newer).abs().max((value - older).abs());
            if error <= best.error {
                best = Estimate { value, error };
            }
            current.push(value);
        }
        previous = current;
    }
    best
}

#[cfg(test)]
mod tests {
    use super::derivative;

    fn assert_derivative(f: fn(f64) -> f64, t: f64, expected: f64) {
        let estimate = derivative(|t| vec![f(t)], t)[0];
        let off = (estimate.value - expected).abs();
        assert!(off <= 1e-9 * (1.0 + expected.abs()), "at {t}: {estimate:?}, expected {expected}");
    }

    #[test]
    fn smooth_functions() {
        assert_derivative(f64::sin, 1.0, 1.0_f64.cos());
        assert_derivative(f64::exp, 10.0, 10.0_f64.exp());
        assert_derivative(f64::ln, 0.01, 100.0);
        assert_derivative(|x| x.powi(3), -2.0, 12.0);
        assert_derivative(|x| x * x, 0.0, 0.0);
        assert_derivative(|x| x.sqrt() * 1e200, 1e100, 0.5e150);
        assert_derivative(|_| 4.0, 3.0, 0.0);
    }

    #[test]
    fn a_jump_at_the_point_is_seen() {
        let jumping = |t: f64| vec![t, if t == 1.0 { 3.0 } else { t }];
        assert!(!super::jumps(jumping, 1.0, 0) && super::jumps(jumping, 1.0, 1) && !super::jumps(jumping, 2.0, 1));
    }

    #[test]
    fn a_kink_beside_is_not_crossed() {
        let kinked = |t: f64| vec![if t > 1.0 + 1e-6 { 3.0 * t } else { t }];
        assert!((super::close_by(kinked, 1.0)[0] - 1.0).abs() < 1e-7);
    }

    #[test]
    fn an_entry_each() {
        let estimates = derivative(|t| vec![t.sin(), t.cos()], 0.5);
        assert!((estimates[0].value - 0.5_f64.cos()).abs() < 1e-10);
        assert!((estimates[1].value + 0.5_f64.sin()).abs() < 1e-10);
    }

    #[test]
    fn nothing_is_made_up_where_there_is_no_value() {
        assert!(!derivative(|t| vec![t.ln()], -1.0)[0].is_good(1.0, 1.0));
    }
}
