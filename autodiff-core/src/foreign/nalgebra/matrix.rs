//! Inverse and determinant.

use super::norm::diagonal;
use super::operators::inner;
use super::rules::unary;
use crate::foreign::dual::{Dual, Field, Lift, Number};
use crate::foreign::rule::{Determinant, TryInverse, Unary};
use nalgebra::{DefaultAllocator, Dim, DimMin, OMatrix, allocator::Allocator};

unary! {
    #[doc = "`C = det A`, `dC = C tr(A⁻¹ dA)`: Giles 2008, 2.2.4. Of a singular matrix `C A⁻¹` is the adjugate."]
    Determinant [D] [D: DimMin<D, Output = D>, DefaultAllocator: Allocator<D, D> + Allocator<D>]: (OMatrix<T, D, D>) -> T;
        value |a| a.determinant();
        jvp |y, a_dot| match <T as Number>::inverse(a) {
            Some(inverse) => y * inner(&inverse.transpose(), a_dot),
            None => inner(&adjugate(a).transpose(), a_dot),
        };
        vjp |y_bar| match T::inverse(a) {
            Some(inverse) => inverse.transpose() * (*y * *y_bar),
            None => adjugate(a).transpose() * *y_bar,
        };
    #[doc = "`C = A⁻¹`, `dC = -C dA C`: Giles 2008, 2.2.3."]
    TryInverse [D] [DefaultAllocator: Allocator<D, D>]: (OMatrix<T, D, D>) -> Option<OMatrix<T, D, D>>;
        value |a| a.clone().try_inverse();
        jvp |y, a_dot| y.as_ref().map(|y| -(y * a_dot * y));
        vjp |y_bar| match (y, y_bar) {
            (Some(y), Some(y_bar)) => {
                let transposed = y.transpose();
                -(&transposed * y_bar * &transposed)
            }
            _ => a.map(|_| T::of(0.0)),
        };
}

/// The adjugate, which a singular matrix has, too. By the recursion of Faddeev and
/// Le Verrier: `M₁ = 1`, `cₖ = -tr(A Mₖ) / k`, `Mₖ₊₁ = A Mₖ + cₖ`; it is `± Mₙ`.
fn adjugate<T: Number, D: Dim>(a: &OMatrix<T, D, D>) -> OMatrix<T, D, D>
where
    DefaultAllocator: Allocator<D, D>,
{
    let mut made = diagonal(a, T::of(1.0));
    let mut k = T::of(1.0);
    let order = a.nrows();
    for _ in 1..order {
        let product = a * &made;
        let trace = (0..order).fold(T::of(0.0), |sum, i| sum + product[(i, i)]);
        made = product + diagonal(a, -trace / k);
        k += T::of(1.0);
    }
    if order.is_multiple_of(2) { -made } else { made }
}

impl<T: Field, R: Dim, C: Dim> Lift for Option<OMatrix<T, R, C>>
where
    DefaultAllocator: Allocator<R, C>,
{
    type Dual = Option<OMatrix<Dual<T>, R, C>>;

    fn lift(&self, dot: &Self) -> Self::Dual {
        match (self, dot) {
            (Some(value), Some(dot)) => Some(value.lift(dot)),
            (None, None) => None,
            (Some(_), None) => crate::differentiable::different_variants("None", "Some"),
            (None, Some(_)) => crate::differentiable::different_variants("Some", "None"),
        }
    }

    fn apart(both: Self::Dual) -> (Self, Self) {
        both.map(OMatrix::apart).unzip()
    }
}
