//! Decompositions, and what is asked of them.
//!
//! The leaves of a Cholesky decomposition are those of its factor. Of an LU decomposition
//! they are the elements of the matrix that it is of: nalgebra lets nobody make one of parts.
//! So a derivative of one is the decomposition of a matrix of derivatives.

use super::held::{binary, both, unary};
use crate::differentiable::{Differentiable, Mismatch};
use crate::foreign::dual::{Field, Held, Lift, Number};
use crate::foreign::rule::{
    Binary, CholeskyOf, Determinant, Factor, Inverse, LnDeterminant, Lu, Solve, SolveLowerTriangular, TryInverse,
    TrySolve, Unary,
};
use nalgebra::linalg::{Cholesky, LU};
use nalgebra::{DefaultAllocator, Dim, DimMin, OMatrix, allocator::Allocator};

impl<T: Field, D: Dim> Held for Cholesky<T, D>
where
    DefaultAllocator: Allocator<D, D>,
{
    type Inside = OMatrix<T, D, D>;

    #[inline]
    fn inside(&self) -> Self::Inside {
        self.l()
    }

    #[inline]
    fn of(inside: Self::Inside) -> Self {
        Cholesky::pack_dirty(inside)
    }
}

impl<T: Field, D: Dim> Held for Option<Cholesky<T, D>>
where
    DefaultAllocator: Allocator<D, D>,
{
    type Inside = Option<OMatrix<T, D, D>>;

    #[inline]
    fn inside(&self) -> Self::Inside {
        self.as_ref().map(Cholesky::l)
    }

    #[inline]
    fn of(inside: Self::Inside) -> Self {
        inside.map(Cholesky::pack_dirty)
    }
}

impl<T: Field, D: DimMin<D, Output = D>> Held for LU<T, D, D>
where
    DefaultAllocator: Allocator<D, D> + Allocator<D>,
{
    type Inside = OMatrix<T, D, D>;

    #[inline]
    fn inside(&self) -> Self::Inside {
        let mut matrix = self.l() * self.u();
        self.p().inv_permute_rows(&mut matrix);
        matrix
    }

    #[inline]
    fn of(inside: Self::Inside) -> Self {
        LU::new(inside)
    }
}

/// The leaves of what holds a matrix: its entries, or those of the lower triangle.
macro_rules! leaves {
    ([$($bound:tt)*] [$($where:tt)*] $ty:ty; |$i:ident, $k:ident| $is_leaf:expr) => {
        impl<T: Field, $($bound)*> Differentiable for $ty where $($where)* {
            #[inline]
            fn zero_like(&self) -> Self {
                Self::of(self.inside().zero_like())
            }

            #[inline]
            fn set_zero(&mut self) {
                *self = self.zero_like();
            }

            #[inline]
            fn accumulate(&mut self, more: &Self) {
                let mut sum = self.inside();
                Differentiable::accumulate(&mut sum, &more.inside());
                *self = Self::of(sum);
            }

            #[inline]
            fn scale_by(&mut self, factor: f64) {
                let mut scaled = self.inside();
                Differentiable::scale_by(&mut scaled, factor);
                *self = Self::of(scaled);
            }

            #[inline]
            fn inner_product(&self, other: &Self) -> f64 {
                Differentiable::inner_product(&self.inside(), &other.inside())
            }

            #[inline]
            fn leaves(&self) -> usize {
                let mut leaves = 0;
                self.visit(&mut |_| leaves += 1);
                leaves
            }

            #[inline]
            fn visit(&self, f: &mut impl FnMut(f64)) {
                let inside = self.inside();
                for $k in 0..inside.ncols() {
                    for $i in 0..inside.nrows() {
                        if $is_leaf {
                            Differentiable::visit(&inside[($i, $k)], f);
                        }
                    }
                }
            }

            #[inline]
            fn visit_mut(&mut self, f: &mut impl FnMut(&mut f64)) {
                let mut inside = self.inside();
                for $k in 0..inside.ncols() {
                    for $i in 0..inside.nrows() {
                        if $is_leaf {
                            Differentiable::visit_mut(&mut inside[($i, $k)], f);
                        }
                    }
                }
                *self = Self::of(inside);
            }

            #[inline]
            fn mismatch(&self, other: &Self) -> Option<Mismatch> {
                Differentiable::mismatch(&self.inside(), &other.inside())
            }
        }
    };
}

pub(super) use leaves;

leaves!([D: Dim] [DefaultAllocator: Allocator<D, D>] Cholesky<T, D>; |i, k| i >= k);
leaves!([D: DimMin<D, Output = D>] [DefaultAllocator: Allocator<D, D> + Allocator<D>] LU<T, D, D>; |_i, _k| true);

unary! {
    #[doc = "`A = LLᵀ`, `dL = L Φ(L⁻¹ dA L⁻ᵀ)`, where `Φ` takes the lower triangle and half of the diagonal: I. Murray, *Differentiation of the Cholesky decomposition* (2016), 3. Of `A` the lower triangle is read."]
    CholeskyOf [D] [DefaultAllocator: Allocator<D, D>]:
        (OMatrix<T, D, D> as OMatrix<T, D, D>) -> (Option<Cholesky<T, D>> as Option<OMatrix<T, D, D>>);
        value |a| a.clone().cholesky();
        jvp |of, y, a_dot| y.map(|l| {
            let inverse = inverted(&l);
            &l * half(&(&inverse * symmetric(&a_dot) * inverse.transpose()))
        });
        vjp |y_bar| match (y, y_bar) {
            (Some(l), Some(l_bar)) => {
                let inverse = inverted(l);
                let s = inverse.transpose() * half(&(l.transpose() * lower(l_bar))) * inverse;
                s.map_with_location(|i, k, entry| match i.cmp(&k) {
                    core::cmp::Ordering::Less => T::of(0.0),
                    core::cmp::Ordering::Equal => entry,
                    core::cmp::Ordering::Greater => entry + s[(k, i)],
                })
            }
            _ => of.map(|_| T::of(0.0)),
        };
    #[doc = "The factor is what is inside."]
    Factor [D] [DefaultAllocator: Allocator<D, D>]: (Cholesky<T, D> as OMatrix<T, D, D>) -> (OMatrix<T, D, D> as OMatrix<T, D, D>);
        value |c| c.l();
        jvp |l, y, l_dot| l_dot;
        vjp |y_bar| lower(y_bar);
    #[doc = "The square of the product of the diagonal of the factor."]
    Determinant [D] [DefaultAllocator: Allocator<D, D>]: (Cholesky<T, D> as OMatrix<T, D, D>) -> (T as T);
        value |c| c.determinant();
        jvp |l, y, l_dot| (0..l.nrows()).fold(T::zero(), |sum, i| sum + y * <T as Number>::of(2.0) * l_dot[(i, i)] / l[(i, i)]);
        vjp |y_bar| l.map_with_location(|i, k, entry| if i == k { *y * *y_bar * T::of(2.0) / entry } else { T::of(0.0) });
    #[doc = "The sum of the logarithms of the squares of the diagonal of the factor."]
    LnDeterminant [D] [DefaultAllocator: Allocator<D, D>]: (Cholesky<T, D> as OMatrix<T, D, D>) -> (T as T);
        value |c| c.ln_determinant();
        jvp |l, y, l_dot| (0..l.nrows()).fold(T::zero(), |sum, i| sum + <T as Number>::of(2.0) * l_dot[(i, i)] / l[(i, i)]);
        vjp |y_bar| l.map_with_location(|i, k, entry| if i == k { *y_bar * T::of(2.0) / entry } else { T::of(0.0) });
    #[doc = "`C = A⁻¹`, `dC = -C dA C`: Giles 2008, 2.2.3; of `A = LLᵀ`."]
    Inverse [D] [DefaultAllocator: Allocator<D, D>]: (Cholesky<T, D> as OMatrix<T, D, D>) -> (OMatrix<T, D, D> as OMatrix<T, D, D>);
        value |c| c.inverse();
        jvp |l, y, l_dot| -(&y * product_dot(&l, &l_dot) * &y);
        vjp |y_bar| factor_bar(l, &-(y.transpose() * y_bar * y.transpose()));
    #[doc = "The decomposition of a tangent stands for it."]
    Lu [D] [D: DimMin<D, Output = D>, DefaultAllocator: Allocator<D, D> + Allocator<D>]:
        (OMatrix<T, D, D> as OMatrix<T, D, D>) -> (LU<T, D, D> as OMatrix<T, D, D>);
        value |a| a.clone().lu();
        jvp |of, y, a_dot| a_dot;
        vjp |y_bar| y_bar.clone();
}

binary! {
    #[doc = "`X = A⁻¹B`: Giles 2008, 2.3.1; of `A = LLᵀ`."]
    Solve [D, K] [DefaultAllocator: Allocator<D, D> + Allocator<D, K> + Allocator<K, D>]:
        (Cholesky<T, D> as OMatrix<T, D, D>, OMatrix<T, D, K> as OMatrix<T, D, K>) -> (OMatrix<T, D, K> as OMatrix<T, D, K>);
        value |c, b| c.solve(b);
        jvp |l, b_in, y, l_dot, b_dot| {
            let inverse = inverted(&l);
            inverse.transpose() * (&inverse * (b_dot - product_dot(&l, &l_dot) * y))
        };
        vjp |y_bar| {
            let inverse = inverted(l);
            let b_bar = inverse.transpose() * (&inverse * y_bar);
            (factor_bar(l, &-(&b_bar * y.transpose())), b_bar)
        };
    #[doc = "`X = L⁻¹B`: Giles 2008, 2.3.1, of which the lower triangle is read."]
    SolveLowerTriangular [D, K] [DefaultAllocator: Allocator<D, D> + Allocator<D, K> + Allocator<K, D>]:
        (OMatrix<T, D, D> as OMatrix<T, D, D>, OMatrix<T, D, K> as OMatrix<T, D, K>) -> (Option<OMatrix<T, D, K>> as Option<OMatrix<T, D, K>>);
        value |l, b| l.solve_lower_triangular(b);
        jvp |l_in, b_in, y, l_dot, b_dot| y.map(|y| inverted(&lower(&l_in)) * (b_dot - lower(&l_dot) * y));
        vjp |y_bar| match (y, y_bar) {
            (Some(y), Some(y_bar)) => {
                let b_bar = inverted(&lower(l_in)).transpose() * y_bar;
                (-lower(&(&b_bar * y.transpose())), b_bar)
            }
            _ => (l_in.map(|_| T::of(0.0)), b_in.map(|_| T::of(0.0))),
        };
}

/// The solution by a decomposition of which the leaves are those of the matrix that it is of.
macro_rules! solved {
    ($of:ident) => {
        binary! {
            #[doc = "`X = A⁻¹B`: Giles 2008, 2.3.1."]
            TrySolve [D, K] [D: DimMin<D, Output = D>, DefaultAllocator: Allocator<D, D> + Allocator<D, K> + Allocator<K, D> + Allocator<D>]:
                ($of<T, D, D> as OMatrix<T, D, D>, OMatrix<T, D, K> as OMatrix<T, D, K>) -> (Option<OMatrix<T, D, K>> as Option<OMatrix<T, D, K>>);
                value |of, b| of.solve(b);
                jvp |a, b_in, y, a_dot, b_dot| y.map(|y| inverted(&a) * (b_dot - a_dot * y));
                vjp |y_bar| match (y, y_bar) {
                    (Some(y), Some(y_bar)) => {
                        let b_bar = inverted(a).transpose() * y_bar;
                        (-(&b_bar * y.transpose()), b_bar)
                    }
                    _ => (a.map(|_| T::of(0.0)), b_in.map(|_| T::of(0.0))),
                };
        }
    };
}
pub(super) use solved;

solved!(LU);

/// What an LU decomposition is asked is what its matrix is asked.
macro_rules! of_matrix {
    ($($name:ident |$lu:ident| $value:expr;)*) => {$(
        /// As of the matrix.
        impl<T: Field, D: DimMin<D, Output = D>> Unary<LU<T, D, D>> for $name
        where
            DefaultAllocator: Allocator<D, D> + Allocator<D>,
        {
            type Output = <$name as Unary<OMatrix<T, D, D>>>::Output;

            #[inline]
            fn jvp($lu: &LU<T, D, D>, dot: &LU<T, D, D>) -> (Self::Output, Self::Output) {
                ($value, $name::jvp(&$lu.inside(), &dot.inside()).1)
            }

            #[inline]
            fn vjp($lu: &LU<T, D, D>, y_bar: Self::Output) -> (Self::Output, LU<T, D, D>) {
                ($value, LU::new($name::vjp(&$lu.inside(), y_bar).1))
            }

            #[inline]
            fn vjp_jvp(
                $lu: &LU<T, D, D>,
                y_bar: Self::Output,
                dot: &LU<T, D, D>,
                y_bar_dot: Self::Output,
            ) -> ((Self::Output, LU<T, D, D>), (Self::Output, LU<T, D, D>)) {
                let ((_, bar), (y_dot, bar_dot)) = $name::vjp_jvp(&$lu.inside(), y_bar, &dot.inside(), y_bar_dot);
                (($value, LU::new(bar)), (y_dot, LU::new(bar_dot)))
            }
        }
    )*};
}

of_matrix! {
    Determinant |lu| lu.determinant();
    TryInverse |lu| lu.try_inverse();
}

/// The inverse of what has one, as it has been divided by.
pub(super) fn inverted<T: Number, D: Dim>(a: &OMatrix<T, D, D>) -> OMatrix<T, D, D>
where
    DefaultAllocator: Allocator<D, D>,
{
    T::inverse(a).unwrap_or_else(|| a.map(|_| T::of(f64::NAN)))
}

pub(super) fn lower<T: Number, D: Dim>(a: &OMatrix<T, D, D>) -> OMatrix<T, D, D>
where
    DefaultAllocator: Allocator<D, D>,
{
    a.map_with_location(|i, k, entry| if i >= k { entry } else { T::of(0.0) })
}

/// The lower triangle, with half of the diagonal.
fn half<T: Number, D: Dim>(a: &OMatrix<T, D, D>) -> OMatrix<T, D, D>
where
    DefaultAllocator: Allocator<D, D>,
{
    lower(a).map_with_location(|i, k, entry| if i == k { entry * T::of(0.5) } else { entry })
}

/// The symmetric matrix of this lower triangle.
fn symmetric<T: Number, D: Dim>(a: &OMatrix<T, D, D>) -> OMatrix<T, D, D>
where
    DefaultAllocator: Allocator<D, D>,
{
    a.map_with_location(|i, k, entry| if i >= k { entry } else { a[(k, i)] })
}

/// The tangent of `LLᵀ`.
fn product_dot<T: Number, D: Dim>(l: &OMatrix<T, D, D>, l_dot: &OMatrix<T, D, D>) -> OMatrix<T, D, D>
where
    DefaultAllocator: Allocator<D, D>,
{
    let half = l_dot * l.transpose();
    &half + half.transpose()
}

/// The cotangent of `L` for that of `LLᵀ`.
fn factor_bar<T: Number, D: Dim>(l: &OMatrix<T, D, D>, a_bar: &OMatrix<T, D, D>) -> OMatrix<T, D, D>
where
    DefaultAllocator: Allocator<D, D>,
{
    lower(&((a_bar + a_bar.transpose()) * l))
}
