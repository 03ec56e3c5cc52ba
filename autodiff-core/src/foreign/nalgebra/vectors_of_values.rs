//! Eigenvectors and singular vectors, with their values. They have a first derivative alone, and
//! none that is finite where two values meet, unless no cotangent arrives along what turns there.
//!
//! Sources: Giles 2008, 3.1, of eigenvectors; J. Townsend, *Differentiating the singular value
//! decomposition* (2016), of singular ones.

use crate::differentiable::{Differentiable, Mismatch};
use crate::foreign::dual::Field;
use alloc::vec::Vec;
use nalgebra::linalg::{SVD, SymmetricEigen};
use nalgebra::{
    DMatrix, DefaultAllocator, Dim, DimDiff, DimMin, DimMinimum, DimSub, OMatrix, U1, allocator::Allocator,
};

/// What is made of some matrices, which may not be there.
macro_rules! leaves {
    ($ty:ident [$($dims:ident),*] [$($bound:tt)*] |$of:ident| $($part:expr),*) => {
        impl<T: Field, $($dims: Dim),*> Differentiable for $ty<T, $($dims),*> where $($bound)* {
            #[inline]
            fn zero_like(&self) -> Self {
                let mut zero = self.clone();
                zero.set_zero();
                zero
            }

            #[inline]
            fn set_zero(&mut self) {
                let $of = self;
                $(Differentiable::set_zero(&mut $part);)*
            }

            #[inline]
            fn accumulate(&mut self, more: &Self) {
                let mut terms = Vec::new();
                more.visit(&mut |leaf| terms.push(leaf));
                let mut terms = terms.into_iter();
                self.visit_mut(&mut |leaf| *leaf += terms.next().unwrap_or_default());
            }

            #[inline]
            fn scale_by(&mut self, factor: f64) {
                let $of = self;
                $(Differentiable::scale_by(&mut $part, factor);)*
            }

            #[inline]
            fn inner_product(&self, other: &Self) -> f64 {
                let (mut ours, mut theirs) = (Vec::new(), Vec::new());
                self.visit(&mut |leaf| ours.push(leaf));
                other.visit(&mut |leaf| theirs.push(leaf));
                ours.iter().zip(theirs).map(|(a, b)| a * b).sum()
            }

            #[inline]
            fn leaves(&self) -> usize {
                let $of = self;
                0 $(+ Differentiable::leaves(&$part))*
            }

            #[inline]
            fn visit(&self, f: &mut impl FnMut(f64)) {
                let $of = self;
                $(Differentiable::visit(&$part, f);)*
            }

            #[inline]
            fn visit_mut(&mut self, f: &mut impl FnMut(&mut f64)) {
                let $of = self;
                $(Differentiable::visit_mut(&mut $part, f);)*
            }

            #[inline]
            fn mismatch(&self, other: &Self) -> Option<Mismatch> {
                let (ours, theirs) = (self.leaves(), other.leaves());
                (ours != theirs).then_some(Mismatch::Lengths(ours, theirs))
            }
        }
    };
}

leaves!(SymmetricEigen [D] [DefaultAllocator: Allocator<D, D> + Allocator<D>] |of| of.eigenvectors, of.eigenvalues);
leaves!(SVD [R, C] [R: DimMin<C>, DefaultAllocator: Allocator<DimMinimum<R, C>, C> + Allocator<R, DimMinimum<R, C>> + Allocator<DimMinimum<R, C>>]
    |of| of.u, of.v_t, of.singular_values);

/// Companions of `symmetric_eigen`: with `A = U D Uᵀ` and `S = Uᵀ dA U`, `dD` is the diagonal of `S`,
/// and `dU = U (F ∘ S)`, `F_ij = 1 / (d_j - d_i)`. Of `A` the lower triangle is read.
#[allow(missing_docs, reason = "the naming protocol")]
pub trait SymmetricEigenOf: Differentiable {
    type Made: Differentiable;

    type Number;

    fn eigen(&self) -> Self::Made;

    fn along(&self, y: &Self::Made, a_dot: &Self) -> Self::Made;

    fn back(y: &Self::Made, y_bar: &Self::Made) -> Self;

    #[inline]
    fn symmetric_eigen_jvp(&self, a_dot: &Self) -> (Self::Made, Self::Made) {
        let y = self.eigen();
        let y_dot = self.along(&y, a_dot);
        (y, y_dot)
    }

    fn try_eigen(&self, eps: Self::Number, iterations: usize) -> Option<Self::Made>;

    /// How precise it is has no part in the derivative.
    #[inline]
    fn try_symmetric_eigen_jvp(
        &self,
        eps: Self::Number,
        iterations: usize,
        a_dot: &Self,
        _: Self::Number,
    ) -> Option<(Self::Made, Self::Made)> {
        let y = self.try_eigen(eps, iterations)?;
        let y_dot = self.along(&y, a_dot);
        Some((y, y_dot))
    }

    #[inline]
    fn try_symmetric_eigen_vjp_into(
        &self,
        eps: Self::Number,
        iterations: usize,
        y_bar: Self::Made,
        a_bar: &mut Self,
        _: &mut Self::Number,
    ) -> Option<Self::Made> {
        let y = self.try_eigen(eps, iterations)?;
        a_bar.accumulate(&Self::back(&y, &y_bar));
        Some(y)
    }

    #[inline]
    fn symmetric_eigen_vjp_into(&self, y_bar: Self::Made, a_bar: &mut Self) -> Self::Made {
        let y = self.eigen();
        a_bar.accumulate(&Self::back(&y, &y_bar));
        y
    }
}

/// The same by `SymmetricEigen::new`.
#[allow(missing_docs, reason = "the naming protocol")]
pub trait NewSymmetricEigen<A: SymmetricEigenOf<Made = Self>>: Differentiable {
    #[inline]
    fn new_jvp(a: A, a_dot: A) -> (Self, Self) {
        a.symmetric_eigen_jvp(&a_dot)
    }

    #[inline]
    fn new_vjp_into(a: A, y_bar: Self, a_bar: &mut A) -> Self {
        a.symmetric_eigen_vjp_into(y_bar, a_bar)
    }
}

impl<T: Field, D: Dim> NewSymmetricEigen<OMatrix<T, D, D>> for SymmetricEigen<T, D>
where
    OMatrix<T, D, D>: SymmetricEigenOf<Made = Self>,
    DefaultAllocator: Allocator<D, D> + Allocator<D>,
{
}

impl<T: Field, D: DimSub<U1>> SymmetricEigenOf for OMatrix<T, D, D>
where
    DefaultAllocator: Allocator<D, D> + Allocator<D> + Allocator<DimDiff<D, U1>>,
{
    type Made = SymmetricEigen<T, D>;
    type Number = T;

    #[inline]
    fn try_eigen(&self, eps: T, iterations: usize) -> Option<Self::Made> {
        self.clone().try_symmetric_eigen(eps, iterations)
    }

    #[inline]
    fn eigen(&self) -> Self::Made {
        self.clone().symmetric_eigen()
    }

    fn along(&self, y: &Self::Made, a_dot: &Self) -> Self::Made {
        let (u, a_dot) = (dynamic(&y.eigenvectors), dynamic(a_dot));
        let symmetric = DMatrix::from_fn(u.nrows(), u.nrows(), |i, k| a_dot[(i.max(k), i.min(k))]);
        let inside = u.transpose() * symmetric * &u;
        let mut y_dot = y.clone();
        for (i, value) in y_dot.eigenvalues.iter_mut().enumerate() {
            *value = inside[(i, i)];
        }
        let values: Vec<T> = y.eigenvalues.iter().copied().collect();
        let turned =
            inside.map_with_location(|i, k, x| if i == k { T::zero() } else { over(x, values[k] - values[i]) });
        fill(&mut y_dot.eigenvectors, &(u * turned));
        y_dot
    }

    fn back(y: &Self::Made, y_bar: &Self::Made) -> Self {
        let (u, u_bar) = (dynamic(&y.eigenvectors), dynamic(&y_bar.eigenvectors));
        let values = &y.eigenvalues;
        let inside = (u.transpose() * u_bar)
            .map_with_location(|i, k, x| if i == k { y_bar.eigenvalues[i] } else { over(x, values[k] - values[i]) });
        let whole = &u * inside * u.transpose();
        let mut a_bar = y.eigenvectors.clone();
        let lower = whole.map_with_location(|i, k, x| match i.cmp(&k) {
            core::cmp::Ordering::Greater => x + whole[(k, i)],
            core::cmp::Ordering::Equal => x,
            core::cmp::Ordering::Less => T::zero(),
        });
        fill(&mut a_bar, &lower);
        a_bar
    }
}

/// Companions of `svd`. Which vectors are asked for, its arguments say; those that are not are
/// computed of the others.
#[allow(missing_docs, reason = "the naming protocol")]
pub trait SvdOf: Differentiable {
    type Made: Differentiable;

    fn decomposed(&self, u: bool, v: bool) -> Self::Made;

    fn along(&self, y: &Self::Made, a_dot: &Self) -> Self::Made;

    #[must_use]
    fn back(&self, y: &Self::Made, y_bar: &Self::Made) -> Self;

    #[inline]
    fn svd_jvp(&self, u: bool, v: bool, a_dot: &Self) -> (Self::Made, Self::Made) {
        let y = self.decomposed(u, v);
        let y_dot = self.along(&y, a_dot);
        (y, y_dot)
    }

    #[inline]
    fn svd_vjp_into(&self, u: bool, v: bool, y_bar: Self::Made, a_bar: &mut Self) -> Self::Made {
        let y = self.decomposed(u, v);
        a_bar.accumulate(&self.back(&y, &y_bar));
        y
    }
}

impl<T: Field, R: DimMin<C>, C: Dim> SvdOf for OMatrix<T, R, C>
where
    DimMinimum<R, C>: DimSub<U1>,
    DefaultAllocator: Allocator<R, C>
        + Allocator<C>
        + Allocator<R>
        + Allocator<DimDiff<DimMinimum<R, C>, U1>>
        + Allocator<DimMinimum<R, C>, C>
        + Allocator<R, DimMinimum<R, C>>
        + Allocator<DimMinimum<R, C>>,
{
    type Made = SVD<T, R, C>;

    #[inline]
    fn decomposed(&self, u: bool, v: bool) -> Self::Made {
        self.clone().svd(u, v)
    }

    /// With `P = Uᵀ dA V`: `dS` is the diagonal of `P`, `dU = U (F ∘ (P S + S Pᵀ)) + (1 - U Uᵀ) dA V S⁻¹`,
    /// `dV = V (F ∘ (S P + Pᵀ S)) + (1 - V Vᵀ) dAᵀ U S⁻¹`, `F_ij = 1 / (s_j² - s_i²)`.
    fn along(&self, y: &Self::Made, a_dot: &Self) -> Self::Made {
        let Vectors { u, v, s } = vectors(self, y);
        let a_dot = dynamic(a_dot);
        let inside = u.transpose() * &a_dot * &v;
        let mut y_dot = y.clone();
        for (i, value) in y_dot.singular_values.iter_mut().enumerate() {
            *value = inside[(i, i)];
        }
        if let Some(u_dot) = &mut y_dot.u {
            let turned = inside.map_with_location(|i, k, x| apart(&s, (i, k), x * s[k] + s[i] * inside[(k, i)]));
            let (outer, all) = (&a_dot * &v, &u * turned);
            fill(u_dot, &(all + divided(&(&outer - &u * (u.transpose() * &outer)), &s)));
        }
        if let Some(v_t_dot) = &mut y_dot.v_t {
            let turned = inside.map_with_location(|i, k, x| apart(&s, (i, k), s[i] * x + inside[(k, i)] * s[k]));
            let (outer, all) = (a_dot.transpose() * &u, &v * turned);
            fill(v_t_dot, &(all + divided(&(&outer - &v * (v.transpose() * &outer)), &s)).transpose());
        }
        y_dot
    }

    /// The adjoint of this.
    fn back(&self, y: &Self::Made, y_bar: &Self::Made) -> Self {
        let Vectors { u, v, s } = vectors(self, y);
        let mut inside = DMatrix::zeros(s.len(), s.len());
        for (i, bar) in y_bar.singular_values.iter().enumerate() {
            inside[(i, i)] = *bar;
        }
        let mut whole = DMatrix::zeros(u.nrows(), v.nrows());
        if let Some(u_bar) = &y_bar.u {
            let u_bar = dynamic(u_bar);
            let q = u.transpose() * &u_bar;
            inside += q.map_with_location(|i, k, x| apart(&s, (i, k), (x - q[(k, i)]) * s[k]));
            whole += divided(&(&u_bar - &u * &q), &s) * v.transpose();
        }
        if let Some(v_t_bar) = &y_bar.v_t {
            let v_bar = dynamic(v_t_bar).transpose();
            let q = v.transpose() * &v_bar;
            inside += q.map_with_location(|i, k, x| apart(&s, (i, k), s[i] * (x - q[(k, i)])));
            whole += &u * divided(&(&v_bar - &v * &q), &s).transpose();
        }
        whole += &u * inside * v.transpose();
        let mut a_bar = self.clone();
        fill(&mut a_bar, &whole);
        a_bar
    }
}

/// Both sides of a decomposition.
struct Vectors<T> {
    u: DMatrix<T>,
    v: DMatrix<T>,
    s: Vec<T>,
}

/// Those that are there, and of them the others: `U = A V S⁻¹`, `V = Aᵀ U S⁻¹`.
fn vectors<T: Field, R: DimMin<C>, C: Dim>(a: &OMatrix<T, R, C>, y: &SVD<T, R, C>) -> Vectors<T>
where
    DefaultAllocator:
        Allocator<R, C> + Allocator<DimMinimum<R, C>, C> + Allocator<R, DimMinimum<R, C>> + Allocator<DimMinimum<R, C>>,
{
    let a = dynamic(a);
    let s: Vec<T> = y.singular_values.iter().copied().collect();
    let (u, v) = match (&y.u, &y.v_t) {
        (Some(u), Some(v_t)) => (dynamic(u), dynamic(v_t).transpose()),
        (Some(u), None) => {
            let u = dynamic(u);
            let v = divided(&(a.transpose() * &u), &s);
            (u, v)
        }
        (None, Some(v_t)) => {
            let v = dynamic(v_t).transpose();
            (divided(&(&a * &v), &s), v)
        }
        (None, None) => {
            let whole = a.svd(true, true);
            match (whole.u, whole.v_t) {
                (Some(u), Some(v_t)) => (u, v_t.transpose()),
                _ => unreachable!("both have been asked for"),
            }
        }
    };
    Vectors { u, v, s }
}

/// `x / (s_k² - s_i²)`; on the diagonal nothing turns.
fn apart<T: Field>(s: &[T], (i, k): (usize, usize), x: T) -> T {
    if i == k { T::zero() } else { over(x, (s[k] - s[i]) * (s[k] + s[i])) }
}

/// Each column by its singular value.
fn divided<T: Field>(a: &DMatrix<T>, s: &[T]) -> DMatrix<T> {
    a.map_with_location(|_, k, x| over(x, s[k]))
}

/// An exact zero wins over what is not finite.
fn over<T: Field>(x: T, by: T) -> T {
    if x.is_zero() { x } else { x / by }
}

fn dynamic<T: Field, R: Dim, C: Dim>(a: &OMatrix<T, R, C>) -> DMatrix<T>
where
    DefaultAllocator: Allocator<R, C>,
{
    DMatrix::from_iterator(a.nrows(), a.ncols(), a.iter().copied())
}

fn fill<T: Field, R: Dim, C: Dim>(a: &mut OMatrix<T, R, C>, with: &DMatrix<T>)
where
    DefaultAllocator: Allocator<R, C>,
{
    a.iter_mut().zip(with.iter()).for_each(|(a, with)| *a = *with);
}
