//! Calls of the generated adjoints that throw the sums away: the value of the dot
//! product, and the cotangent of the `a` of `axpy`.
//!
//! A sum of floats in a fixed order cannot be taken several terms at a time, and
//! on most machines it holds up the loop that it stands in. Without the sums each
//! loop writes to arrays only, and `tests/assembly.rs` can ask that it does so
//! several elements at a time. The functions are here to be compiled, and are
//! never inlined so that they can be found.

use crate::{
    axpy_by_index_vjp_into, axpy_by_iterators_vjp_into, dot_by_index_vjp_into, dot_by_iterators_vjp_into,
    matvec_by_index_vjp_into, matvec_by_iterators_vjp_into,
};

/// The adjoint of [`axpy_by_index`](crate::axpy_by_index) without `a_bar`.
#[inline(never)]
pub fn axpy_by_index_shadows(a: f64, x: &[f64], y: &mut [f64], x_bar: &mut [f64], y_bar: &mut [f64]) {
    axpy_by_index_vjp_into(a, x, y, &mut 0.0, x_bar, y_bar);
}

/// The adjoint of [`axpy_by_iterators`](crate::axpy_by_iterators) without `a_bar`.
#[inline(never)]
pub fn axpy_by_iterators_shadows(a: f64, x: &[f64], y: &mut [f64], x_bar: &mut [f64], y_bar: &mut [f64]) {
    axpy_by_iterators_vjp_into(a, x, y, &mut 0.0, x_bar, y_bar);
}

/// The adjoint of [`dot_by_index`](crate::dot_by_index) without its value.
#[inline(never)]
pub fn dot_by_index_shadows(x: &[f64], y: &[f64], sum_bar: f64, x_bar: &mut [f64], y_bar: &mut [f64]) {
    dot_by_index_vjp_into(x, y, sum_bar, x_bar, y_bar);
}

/// The adjoint of [`dot_by_iterators`](crate::dot_by_iterators) without its value.
#[inline(never)]
pub fn dot_by_iterators_shadows(x: &[f64], y: &[f64], sum_bar: f64, x_bar: &mut [f64], y_bar: &mut [f64]) {
    dot_by_iterators_vjp_into(x, y, sum_bar, x_bar, y_bar);
}

/// The adjoint of [`matvec_by_index`](crate::matvec_by_index).
#[inline(never)]
pub fn matvec_by_index_shadows(
    a: &[f64],
    x: &[f64],
    y: &mut [f64],
    a_bar: &mut [f64],
    x_bar: &mut [f64],
    y_bar: &mut [f64],
) {
    matvec_by_index_vjp_into(a, x, y, a_bar, x_bar, y_bar);
}

/// The adjoint of [`matvec_by_iterators`](crate::matvec_by_iterators).
#[inline(never)]
pub fn matvec_by_iterators_shadows(
    a: &[f64],
    x: &[f64],
    y: &mut [f64],
    a_bar: &mut [f64],
    x_bar: &mut [f64],
    y_bar: &mut [f64],
) {
    matvec_by_iterators_vjp_into(a, x, y, a_bar, x_bar, y_bar);
}
