//! Products of vectors and matrices.
//!
//! `C = A B` has `C_dot = A_dot B + A B_dot`, `A_bar = C_bar Bᵀ` and `B_bar = Aᵀ C_bar` (Giles
//! 2008, 2.2.2); a vector is a column, or a row on the left. Each cotangent is a product again,
//! so its tangent is by the rule of the product. What has no slot, because it is constant,
//! costs nothing; a view can only be that.

use crate::differentiable::Differentiable;
use crate::generic::Scalar;
use core::ops::Add;
use ndarray::{Array, Array1, Array2, ArrayBase, ArrayView, ArrayView1, Axis, Dimension, Ix1, Ix2, ViewRepr};

/// One side of a product.
pub trait Side {
    /// The type of an element.
    type Elem;
    /// How many indices it has.
    type Dim: Dimension;
    /// What holds its derivative.
    type Shadow;

    /// What is in it.
    fn seen(&self) -> ArrayView<'_, Self::Elem, Self::Dim>;

    /// What is in a derivative.
    fn derivative(shadow: &Self::Shadow) -> ArrayView<'_, Self::Elem, Self::Dim>;

    /// Adds to a derivative.
    fn add(shadow: &mut Self::Shadow, more: &Array<Self::Elem, Self::Dim>);
}

impl<T: Differentiable, D: Dimension> Side for Array<T, D> {
    type Elem = T;
    type Dim = D;
    type Shadow = Self;

    #[inline]
    fn seen(&self) -> ArrayView<'_, T, D> {
        self.view()
    }

    #[inline]
    fn derivative(shadow: &Self) -> ArrayView<'_, T, D> {
        shadow.view()
    }

    #[inline]
    fn add(shadow: &mut Self, more: &Self) {
        shadow.accumulate(more);
    }
}

/// The derivative of a view, which there is not.
#[derive(Clone, Copy, Debug)]
pub enum NoShadow {}

impl<T, D: Dimension> Side for ArrayBase<ViewRepr<&T>, D> {
    type Elem = T;
    type Dim = D;
    type Shadow = NoShadow;

    #[inline]
    fn seen(&self) -> ArrayView<'_, T, D> {
        self.view()
    }

    #[inline]
    fn derivative(shadow: &NoShadow) -> ArrayView<'_, T, D> {
        match *shadow {}
    }

    #[inline]
    fn add(shadow: &mut NoShadow, _: &Array<T, D>) {
        match *shadow {}
    }
}

/// A product of something with these indices and something with those.
pub trait Product<T, R: Dimension>: Dimension {
    /// A number, a vector or a matrix.
    type Given: Differentiable + Add<Output = Self::Given>;

    /// `A B`
    fn times(a: &ArrayView<'_, T, Self>, b: &ArrayView<'_, T, R>) -> Self::Given;

    /// `C_bar Bᵀ`
    fn left(y_bar: &Self::Given, b: &ArrayView<'_, T, R>) -> Array<T, Self>;

    /// `Aᵀ C_bar`
    fn right(a: &ArrayView<'_, T, Self>, y_bar: &Self::Given) -> Array<T, R>;
}

macro_rules! products {
    ($($float:ident)*) => {$(
        products!(@of $float Ix1 Ix1 $float; |b, y_bar| b * *y_bar; |a, y_bar| a * *y_bar);
        products!(@of $float Ix2 Ix1 Array1<$float>; |b, y_bar| outer(&y_bar.view(), b); |a, y_bar| a.t().dot(y_bar));
        products!(@of $float Ix1 Ix2 Array1<$float>; |b, y_bar| b.dot(y_bar); |a, y_bar| outer(a, &y_bar.view()));
        products!(@of $float Ix2 Ix2 Array2<$float>; |b, y_bar| y_bar.dot(&b.t()); |a, y_bar| a.t().dot(y_bar));
    )*};
    (@of $float:ident $left:ident $right:ident $output:ty;
        |$b:ident, $y_bar:ident| $a_bar:expr; |$a:ident, $seed:ident| $b_bar:expr) => {
        impl Product<$float, $right> for $left {
            type Given = $output;

            #[inline]
            fn times(a: &ArrayView<'_, $float, $left>, b: &ArrayView<'_, $float, $right>) -> $output {
                a.dot(b)
            }

            #[inline]
            fn left($y_bar: &$output, $b: &ArrayView<'_, $float, $right>) -> Array<$float, $left> {
                $a_bar
            }

            #[inline]
            fn right($a: &ArrayView<'_, $float, $left>, $seed: &$output) -> Array<$float, $right> {
                $b_bar
            }
        }
    };
}

products!(f64 f32);

/// `a bᵀ`
fn outer<T: Scalar>(a: &ArrayView1<'_, T>, b: &ArrayView1<'_, T>) -> Array2<T> {
    let mut all = Array2::from_shape_fn((a.len(), b.len()), |(i, _)| a[i]);
    for mut row in all.axis_iter_mut(Axis(0)) {
        row.zip_mut_with(b, |a, b| *a *= *b);
    }
    all
}

/// What `dot` gives.
type Of<A, B> = <<A as Side>::Dim as Product<<A as Side>::Elem, <B as Side>::Dim>>::Given;

/// Companions of `dot`.
#[allow(missing_docs, clippy::too_many_arguments, clippy::type_complexity, reason = "the naming protocol")]
pub trait Dot<B: Side<Elem = Self::Elem>>: Side
where
    Self::Dim: Product<Self::Elem, B::Dim>,
{
    #[inline]
    fn dot_jvp(&self, b: &B, a_dot: &Self::Shadow, b_dot: &B::Shadow) -> (Of<Self, B>, Of<Self, B>) {
        self.dot_jvp_slots(b, Some(a_dot), Some(b_dot), ())
    }

    #[inline]
    fn dot_vjp_into(&self, b: &B, y_bar: Of<Self, B>, a_bar: &mut Self::Shadow, b_bar: &mut B::Shadow) -> Of<Self, B> {
        self.dot_vjp_into_slots(b, y_bar, Some(a_bar), Some(b_bar), ())
    }

    #[inline]
    fn dot_vjp_into_jvp(
        &self,
        b: &B,
        y_bar: Of<Self, B>,
        a_bar: &mut Self::Shadow,
        b_bar: &mut B::Shadow,
        a_dot: &Self::Shadow,
        b_dot: &B::Shadow,
        y_bar_dot: Of<Self, B>,
        a_bar_dot: &mut Self::Shadow,
        b_bar_dot: &mut B::Shadow,
    ) -> (Of<Self, B>, Of<Self, B>) {
        let (bars, dots) = ((Some(a_bar), Some(b_bar)), (Some(a_bar_dot), Some(b_bar_dot)));
        self.dot_vjp_into_jvp_slots(b, y_bar, bars.0, bars.1, Some(a_dot), Some(b_dot), y_bar_dot, dots.0, dots.1, ())
    }

    #[inline]
    fn dot_jvp_slots(
        &self,
        b: &B,
        a_dot: Option<&Self::Shadow>,
        b_dot: Option<&B::Shadow>,
        (): (),
    ) -> (Of<Self, B>, Of<Self, B>) {
        let (a, b) = (self.seen(), b.seen());
        let y = Self::Dim::times(&a, &b);
        let first = a_dot.map(|a_dot| Self::Dim::times(&Self::derivative(a_dot), &b));
        let second = b_dot.map(|b_dot| Self::Dim::times(&a, &B::derivative(b_dot)));
        let y_dot = match (first, second) {
            (Some(first), Some(second)) => first + second,
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => y.zero_like(),
        };
        (y, y_dot)
    }

    #[inline]
    fn dot_vjp_into_slots(
        &self,
        b: &B,
        y_bar: Of<Self, B>,
        a_bar: Option<&mut Self::Shadow>,
        b_bar: Option<&mut B::Shadow>,
        (): (),
    ) -> Of<Self, B> {
        let (a, b) = (self.seen(), b.seen());
        if let Some(a_bar) = a_bar {
            Self::add(a_bar, &Self::Dim::left(&y_bar, &b));
        }
        if let Some(b_bar) = b_bar {
            B::add(b_bar, &Self::Dim::right(&a, &y_bar));
        }
        Self::Dim::times(&a, &b)
    }

    #[inline]
    fn dot_vjp_into_jvp_slots(
        &self,
        b: &B,
        y_bar: Of<Self, B>,
        a_bar: Option<&mut Self::Shadow>,
        b_bar: Option<&mut B::Shadow>,
        a_dot: Option<&Self::Shadow>,
        b_dot: Option<&B::Shadow>,
        y_bar_dot: Of<Self, B>,
        a_bar_dot: Option<&mut Self::Shadow>,
        b_bar_dot: Option<&mut B::Shadow>,
        (): (),
    ) -> (Of<Self, B>, Of<Self, B>) {
        if let Some(a_bar_dot) = a_bar_dot {
            Self::add(a_bar_dot, &Self::Dim::left(&y_bar_dot, &b.seen()));
            if let Some(b_dot) = b_dot {
                Self::add(a_bar_dot, &Self::Dim::left(&y_bar, &B::derivative(b_dot)));
            }
        }
        if let Some(b_bar_dot) = b_bar_dot {
            B::add(b_bar_dot, &Self::Dim::right(&self.seen(), &y_bar_dot));
            if let Some(a_dot) = a_dot {
                B::add(b_bar_dot, &Self::Dim::right(&Self::derivative(a_dot), &y_bar));
            }
        }
        self.dot_vjp_into_slots(b, y_bar, a_bar, b_bar, ());
        self.dot_jvp_slots(b, a_dot, b_dot, ())
    }
}

impl<A: Side, B: Side<Elem = A::Elem>> Dot<B> for A where A::Dim: Product<A::Elem, B::Dim> {}
