//! The QR decomposition, of a matrix with as many rows as columns at least.
//!
//! Its leaves are the entries of the matrix that it is of, as those of an LU decomposition.
//! Source: S. Walter and L. Lehmann, *Algorithmic differentiation of linear algebra functions*
//! (2018), 4.2.

use super::decomposition::{inverted, leaves, lower, solved};
use super::held::{binary, both, unary};
use crate::differentiable::{Differentiable, Mismatch};
use crate::foreign::dual::{Field, Held, Lift, Number};
use crate::foreign::rule::{Binary, Q, Qr, R as Upper, TrySolve, Unary};
use nalgebra::linalg::QR;
use nalgebra::{DefaultAllocator, Dim, DimMin, OMatrix, allocator::Allocator};

impl<T: Field, R: DimMin<C, Output = C>, C: Dim> Held for QR<T, R, C>
where
    DefaultAllocator: Allocator<R, C> + Allocator<C, C> + Allocator<C> + Allocator<R>,
{
    type Inside = OMatrix<T, R, C>;

    #[inline]
    fn inside(&self) -> Self::Inside {
        self.q() * self.r()
    }

    #[inline]
    fn of(inside: Self::Inside) -> Self {
        QR::new(inside)
    }
}

leaves!([R: DimMin<C, Output = C>, C: Dim] [DefaultAllocator: Allocator<R, C> + Allocator<C, C> + Allocator<C> + Allocator<R>] QR<T, R, C>; |_i, _k| true);

unary! {
    #[doc = "The decomposition of a tangent stands for it."]
    Qr [R, C] [R: DimMin<C, Output = C>, DefaultAllocator: Allocator<R, C> + Allocator<C, C> + Allocator<C> + Allocator<R>]:
        (OMatrix<T, R, C> as OMatrix<T, R, C>) -> (QR<T, R, C> as OMatrix<T, R, C>);
        value |a| a.clone().qr();
        jvp |of, y, a_dot| a_dot;
        vjp |y_bar| y_bar.clone();
    #[doc = "`dR = (P - Ω) R` with `P = Qᵀ dA R⁻¹`, and `Ω` skew as the lower triangle of `P`."]
    Upper [R, C] [R: DimMin<C, Output = C>, DefaultAllocator: Allocator<R, C> + Allocator<C, C> + Allocator<C> + Allocator<R> + Allocator<C, R>]:
        (QR<T, R, C> as OMatrix<T, R, C>) -> (OMatrix<T, C, C> as OMatrix<T, C, C>);
        value |qr| qr.r();
        jvp |a, r, a_dot| {
            let inverse = inverted(&r);
            let projected = (&a * &inverse).transpose() * (a_dot * inverse);
            (&projected - skew(&projected)) * r
        };
        vjp |r_bar| {
            let inverse = inverted(r);
            let mirrored = mirrored(&(r * lower(&r_bar.transpose())));
            a * &inverse * mirrored * inverse.transpose()
        };
    #[doc = "`dQ = Q Ω + (1 - Q Qᵀ) dA R⁻¹`."]
    Q [R, C] [R: DimMin<C, Output = C>, DefaultAllocator: Allocator<R, C> + Allocator<C, C> + Allocator<C> + Allocator<R> + Allocator<C, R>]:
        (QR<T, R, C> as OMatrix<T, R, C>) -> (OMatrix<T, R, C> as OMatrix<T, R, C>);
        value |qr| qr.q();
        jvp |a, q, a_dot| {
            let moved = a_dot * inverted(&(q.transpose() * &a));
            let projected = q.transpose() * &moved;
            moved + q * (skew(&projected) - projected)
        };
        vjp |q_bar| {
            let mirrored = mirrored(&-(q_bar.transpose() * q));
            (q_bar + q * mirrored) * inverted(&(q.transpose() * a)).transpose()
        };
}

solved!(QR);

/// The skew matrix with this strictly lower triangle.
fn skew<T: Number, D: Dim>(a: &OMatrix<T, D, D>) -> OMatrix<T, D, D>
where
    DefaultAllocator: Allocator<D, D>,
{
    a.map_with_location(|i, k, entry| match i.cmp(&k) {
        core::cmp::Ordering::Greater => entry,
        core::cmp::Ordering::Equal => T::of(0.0),
        core::cmp::Ordering::Less => -a[(k, i)],
    })
}

/// The symmetric matrix with this lower triangle.
fn mirrored<T: Number, D: Dim>(a: &OMatrix<T, D, D>) -> OMatrix<T, D, D>
where
    DefaultAllocator: Allocator<D, D>,
{
    a.map_with_location(|i, k, entry| if i >= k { entry } else { a[(k, i)] })
}
