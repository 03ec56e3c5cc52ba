//! Formulas of matrices, over any numbers: `a[c][r]` is in column `c` and row `r`.

use super::vector::{dot, sum};
use crate::foreign::fixed::Number;
use core::array::from_fn;

pub(crate) type Matrix<S, const N: usize> = [[S; N]; N];

pub(crate) fn each<S: Number, const N: usize>(a: Matrix<S, N>, b: Matrix<S, N>, f: impl Fn(S, S) -> S) -> Matrix<S, N> {
    from_fn(|c| from_fn(|r| f(a[c][r], b[c][r])))
}

pub(crate) fn map<S: Number, const N: usize>(a: Matrix<S, N>, f: impl Fn(S) -> S) -> Matrix<S, N> {
    a.map(|column| column.map(&f))
}

pub(crate) fn transpose<S: Number, const N: usize>(a: Matrix<S, N>) -> Matrix<S, N> {
    from_fn(|c| from_fn(|r| a[r][c]))
}

/// `a v`
pub(crate) fn apply<S: Number, const N: usize>(a: Matrix<S, N>, v: [S; N]) -> [S; N] {
    from_fn(|r| sum(from_fn::<_, N, _>(|c| a[c][r] * v[c])))
}

/// `v wᵀ`: the cotangent of `a` in `a w`, for the cotangent `v`.
pub(crate) fn outer<S: Number, const N: usize>(v: [S; N], w: [S; N]) -> Matrix<S, N> {
    w.map(|w| v.map(|v| v * w))
}

pub(crate) fn mul<S: Number, const N: usize>(a: Matrix<S, N>, b: Matrix<S, N>) -> Matrix<S, N> {
    b.map(|column| apply(a, column))
}

/// The sum of the products of the entries.
pub(crate) fn inner<S: Number, const N: usize>(a: Matrix<S, N>, b: Matrix<S, N>) -> S {
    sum(from_fn::<_, N, _>(|c| dot(a[c], b[c])))
}

/// By the first row (Laplace), which needs no division, and so has all its derivatives where
/// the matrix is singular.
pub(crate) fn determinant<S: Number, const N: usize>(a: Matrix<S, N>) -> S {
    minor(&a, 0, (1 << N) - 1)
}

/// The determinant of the rows from `row` on, and the columns in the set.
fn minor<S: Number, const N: usize>(a: &Matrix<S, N>, row: usize, columns: u32) -> S {
    let mut sum = S::constant(if columns == 0 { 1.0 } else { 0.0 });
    let mut sign = 1.0;
    for c in (0..N).filter(|c| columns & (1 << c) != 0) {
        sum = sum + S::constant(sign) * a[c][row] * minor(a, row + 1, columns & !(1 << c));
        sign = -sign;
    }
    sum
}

/// The gradient of the determinant.
pub(crate) fn cofactors<S: Number, const N: usize>(a: Matrix<S, N>) -> Matrix<S, N> {
    from_fn(|c| {
        from_fn(|r| {
            // The matrix with a unit vector in this column has the cofactor for its determinant.
            let mut one = a;
            one[c] = from_fn(|row| S::constant(if row == r { 1.0 } else { 0.0 }));
            determinant(one)
        })
    })
}

pub(crate) fn inverse<S: Number, const N: usize>(a: Matrix<S, N>) -> Matrix<S, N> {
    let determinant = determinant(a);
    map(transpose(cofactors(a)), |cofactor| cofactor / determinant)
}

/// `-Xᵀ X_bar Xᵀ` (Giles, 2.2.3).
pub(crate) fn inverse_adjoint<S: Number, const N: usize>(a: Matrix<S, N>, y_bar: Matrix<S, N>) -> Matrix<S, N> {
    let transposed = transpose(inverse(a));
    map(mul(mul(transposed, y_bar), transposed), |entry| -entry)
}
