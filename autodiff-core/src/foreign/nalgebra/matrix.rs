//! Inverse and determinant.

use super::rules::unary;
use crate::foreign::dual::{Dual, Field, Lift, Number};
use crate::foreign::rule::{TryInverse, Unary};
use nalgebra::{DefaultAllocator, Dim, OMatrix, allocator::Allocator};

unary! {
    #[doc = "`C = A⁻¹`, `dC = -C dA C`: Giles 2008, 2.2.3."]
    TryInverse [D] [DefaultAllocator: Allocator<D, D>]: (OMatrix<T, D, D>) -> Option<OMatrix<T, D, D>>;
        value |a| a.clone().try_inverse();
        jvp |y, a_dot| y.as_ref().map(|y| -(y * a_dot * y));
        vjp |y_bar| match (y, y_bar) {
            (Some(y), Some(y_bar)) => {
                let transposed = y.transpose();
                -(&transposed * y_bar * &transposed)
            }
            (None, None) => a.map(|_| T::of(0.0)),
            (Some(_), None) => crate::differentiable::different_variants("None", "Some"),
            (None, Some(_)) => crate::differentiable::different_variants("Some", "None"),
        };
}

impl<T: Field, D: Dim> Lift for Option<OMatrix<T, D, D>>
where
    DefaultAllocator: Allocator<D, D>,
{
    type Dual = Option<OMatrix<Dual<T>, D, D>>;

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
