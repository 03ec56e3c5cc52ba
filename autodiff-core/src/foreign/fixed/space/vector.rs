//! Formulas of vectors, over any numbers.

use crate::foreign::fixed::Number;
use core::array::from_fn;

pub(crate) fn each<S: Number, const N: usize>(a: [S; N], b: [S; N], f: impl Fn(S, S) -> S) -> [S; N] {
    from_fn(|i| f(a[i], b[i]))
}

pub(crate) fn add<S: Number, const N: usize>(a: [S; N], b: [S; N]) -> [S; N] {
    each(a, b, |a, b| a + b)
}

pub(crate) fn sub<S: Number, const N: usize>(a: [S; N], b: [S; N]) -> [S; N] {
    each(a, b, |a, b| a - b)
}

pub(crate) fn neg<S: Number, const N: usize>(a: [S; N]) -> [S; N] {
    a.map(|a| -a)
}

pub(crate) fn by<S: Number, const N: usize>(a: [S; N], factor: S) -> [S; N] {
    a.map(|a| a * factor)
}

pub(crate) fn over<S: Number, const N: usize>(a: [S; N], divisor: S) -> [S; N] {
    a.map(|a| a / divisor)
}

pub(crate) fn sum<S: Number, const N: usize>(a: [S; N]) -> S {
    a.into_iter().reduce(|sum, more| sum + more).unwrap_or(S::constant(0.0))
}

pub(crate) fn dot<S: Number, const N: usize>(a: [S; N], b: [S; N]) -> S {
    sum(each(a, b, |a, b| a * b))
}

pub(crate) fn cross<S: Number>(a: [S; 3], b: [S; 3]) -> [S; 3] {
    from_fn(|i| {
        let (j, k) = ((i + 1) % 3, (i + 2) % 3);
        a[j] * b[k] - a[k] * b[j]
    })
}

pub(crate) fn length<S: Number, const N: usize>(a: [S; N]) -> S {
    a.into_iter().reduce(S::hypotenuse).unwrap_or(S::constant(0.0))
}

/// The cotangent of a vector, of that of its length: along the vector, and zero at zero.
pub(crate) fn length_adjoint<S: Number, const N: usize>(a: [S; N], y_bar: S) -> [S; N] {
    let length = length(a);
    if length.vanishes() { [S::constant(0.0); N] } else { by(a, y_bar / length) }
}

pub(crate) fn normalize<S: Number, const N: usize>(a: [S; N]) -> [S; N] {
    over(a, length(a))
}

/// `(1 - u uᵀ) y_bar / |a|` with `u = a / |a|`.
pub(crate) fn normalize_adjoint<S: Number, const N: usize>(a: [S; N], y_bar: [S; N]) -> [S; N] {
    let unit = normalize(a);
    over(sub(y_bar, by(unit, dot(unit, y_bar))), length(a))
}
