//! Functions of data, held against differences: forward, reverse, and the product of the
//! Hessian with a vector.

use autodiff::Differentiable;

/// A function of one argument, with what its companions give.
pub struct Modes<A> {
    /// The function.
    pub value: fn(&A) -> f64,
    /// Its gradient, of the argument's type.
    pub gradient: fn(&A) -> A,
    /// The tangent of the result, along one of the argument.
    pub tangent: fn(&A, &A) -> f64,
    /// The product of the Hessian with a tangent.
    pub hvp: fn(&A, &A) -> A,
}

/// Holds the modes against each other and against differences at a point.
///
/// # Panics
///
/// Where two of them differ.
pub fn agree<A: Differentiable>(name: &str, modes: &Modes<A>, at: &A) {
    let row = at.flatten();
    let gradient = (modes.gradient)(at).flatten();
    assert_eq!(gradient.len(), row.len(), "{name}: the gradient has the leaves of the argument");
    let moved = |direction: &[f64], step: f64| {
        let mut there = at.clone();
        let leaves: Vec<f64> = row.iter().zip(direction).map(|(x, d)| x + step * d).collect();
        there.read_from(&leaves);
        there
    };
    for i in 0..row.len() {
        let mut unit = vec![0.0; row.len()];
        unit[i] = 1.0;
        let h = 1e-6;
        let difference = ((modes.value)(&moved(&unit, h)) - (modes.value)(&moved(&unit, -h))) / (2.0 * h);
        close(name, "reverse and difference", gradient[i], difference, 1e-6);
        let mut tangent = at.zero_like();
        tangent.read_from(&unit);
        close(name, "forward and reverse", (modes.tangent)(at, &tangent), gradient[i], 1e-12);
    }
    #[allow(clippy::cast_precision_loss, reason = "a few numbers")]
    let direction: Vec<f64> = (0..row.len()).map(|i| 0.3 + 0.4 * (i as f64).sin()).collect();
    let mut tangent = at.zero_like();
    tangent.read_from(&direction);
    let product = (modes.hvp)(at, &tangent).flatten();
    let h = 1e-5;
    let [ahead, behind] = [h, -h].map(|step| (modes.gradient)(&moved(&direction, step)).flatten());
    for i in 0..row.len() {
        close(name, "hvp and difference", product[i], (ahead[i] - behind[i]) / (2.0 * h), 1e-5);
    }
}

fn close(name: &str, what: &str, a: f64, b: f64, tolerance: f64) {
    assert!((a - b).abs() <= tolerance * (1.0 + a.abs().max(b.abs())), "{name}: {what}: {a} and {b}");
}

/// The modes of a function, called with the parts of its argument.
#[macro_export]
macro_rules! modes {
    ($f:ident, $jvp:ident, $grad:ident, $hvp:ident, |$at:ident: $ty:ty, $dot:ident| ($($own:expr),*), ($($tangent:expr),*)) => {
        $crate::data::Modes::<$ty> {
            value: |$at| $f($($own),*),
            gradient: |$at| $grad($($own),*),
            tangent: |$at, $dot| $jvp($($own,)* $($tangent),*).1,
            hvp: |$at, $dot| $hvp($($own,)* $($tangent),*).1,
        }
    };
}
