//! Methods with an argument, each linear in both.

use super::operators::inner;
use super::rules::binary;
use crate::foreign::dual::{Field, Lift, Number};
use crate::foreign::rule::{Binary, ComponentDiv, ComponentMul, Cross, Dot, Scale};
use nalgebra::{Const, DefaultAllocator, Dim, OMatrix, OVector, U1, U3, allocator::Allocator};

binary! {
    #[doc = "The trace of `Aᵀ B`: Giles 2008, 2.3.1 (`C = AᵀB`, of which this is the trace)."]
    Dot [R, C] [DefaultAllocator: Allocator<R, C>]: (OMatrix<T, R, C>, OMatrix<T, R, C>) -> T;
        value |a, b| a.dot(b);
        jvp |y, a_dot, b_dot| a_dot.dot(b) + a.dot(b_dot);
        vjp |y_bar| (b * *y_bar, a * *y_bar);
    #[doc = "Element by element."]
    ComponentMul [R, C] [DefaultAllocator: Allocator<R, C>]: (OMatrix<T, R, C>, OMatrix<T, R, C>) -> OMatrix<T, R, C>;
        value |a, b| a.component_mul(b);
        jvp |y, a_dot, b_dot| a_dot.component_mul(b) + a.component_mul(b_dot);
        vjp |y_bar| (y_bar.component_mul(b), y_bar.component_mul(a));
    #[doc = "Element by element: `dy = (da - y db) / b`."]
    ComponentDiv [R, C] [DefaultAllocator: Allocator<R, C>]: (OMatrix<T, R, C>, OMatrix<T, R, C>) -> OMatrix<T, R, C>;
        value |a, b| a.component_div(b);
        jvp |y, a_dot, b_dot| (a_dot - y.component_mul(b_dot)).component_div(b);
        vjp |y_bar| (y_bar.component_div(b), -y_bar.component_mul(y).component_div(b));
    #[doc = "As the product by a scalar."]
    Scale [R, C] [DefaultAllocator: Allocator<R, C>]: (OMatrix<T, R, C>, T) -> OMatrix<T, R, C>;
        value |a, s| a.scale(*s);
        jvp |y, a_dot, s_dot| a_dot * *s + a * *s_dot;
        vjp |y_bar| (y_bar * *s, inner(a, y_bar));
    #[doc = "The triple product `y_bar · (a × b)` is the same when it is turned round."]
    Cross [] []: (OVector<T, U3>, OVector<T, U3>) -> OVector<T, U3>;
        value |a, b| a.cross(b);
        jvp |y, a_dot, b_dot| a_dot.cross(b) + a.cross(b_dot);
        vjp |y_bar| (crossed(b, y_bar), crossed(y_bar, a));
}

/// The cross product of numbers that are no field.
#[inline]
pub(super) fn crossed<T: Number>(a: &OVector<T, U3>, b: &OVector<T, U3>) -> OVector<T, U3> {
    let row = |i: usize, k: usize| a[i] * b[k] - a[k] * b[i];
    OMatrix::<T, Const<3>, U1>::new(row(1, 2), row(2, 0), row(0, 1))
}
