//! A value without its derivative.

use crate::differentiable::Differentiable;

/// The value, of which no derivative goes on: its partials are zero.
///
/// In a function under `#[grad]` it stands in the middle of an expression, where
/// `#[constant] let` stands before it. It is called by its path, so that its companions are
/// found beside it.
///
/// ```
/// # mod autodiff { pub use autodiff_core::stop::*; }
/// // In a `#[grad]` function, `x * autodiff::stop_gradient(x)` has the derivative `x`.
/// assert_eq!(autodiff::stop_gradient(3.0), 3.0);
/// assert_eq!(autodiff::stop_gradient_vjp(3.0, 1.0), (3.0, 0.0));
/// ```
///
/// It takes floats, tuples, arrays and whatever else is `Differentiable`, by value. What is
/// only lent stays in its place: `#[constant] let v = &x;`.
#[inline]
#[must_use]
pub fn stop_gradient<T>(x: T) -> T {
    x
}

/// The forward tangent of [`stop_gradient`]: zero.
#[inline]
pub fn stop_gradient_jvp<T: Differentiable>(x: T, _x_dot: T) -> (T, T) {
    let zero = x.zero_like();
    (x, zero)
}

/// The Taylor coefficients of [`stop_gradient`]: zeros, of what goes in as series.
#[inline]
#[allow(clippy::needless_pass_by_value, reason = "the protocol takes it by value")]
pub fn stop_gradient_taylor<T, S: Differentiable>(x: T, x_dot: S) -> (T, S) {
    (x, x_dot.zero_like())
}

/// The adjoint of [`stop_gradient`]: zero.
#[inline]
pub fn stop_gradient_vjp<T: Differentiable>(x: T, _y_bar: T) -> (T, T) {
    let zero = x.zero_like();
    (x, zero)
}

/// The adjoint of [`stop_gradient`] that adds its cotangent, which is zero, into a shadow.
#[inline]
pub fn stop_gradient_vjp_into<T, S: ?Sized>(x: T, _y_bar: T, _x_bar: &mut S) -> T {
    x
}

/// The adjoint of [`stop_gradient`] without its value: zero.
#[inline]
#[allow(clippy::needless_pass_by_value, reason = "the protocol takes it by value")]
pub fn stop_gradient_adjoint<T: Differentiable>(x: T, _y_bar: T) -> T {
    x.zero_like()
}

/// The forward tangent of [`stop_gradient_vjp`].
#[inline]
pub fn stop_gradient_vjp_jvp<T: Differentiable>(x: T, _y_bar: T, _x_dot: T, _y_bar_dot: T) -> ((T, T), (T, T)) {
    let zero = x.zero_like();
    ((x, zero.clone()), (zero.clone(), zero))
}

/// The forward tangent of [`stop_gradient_adjoint`].
#[inline]
#[allow(clippy::needless_pass_by_value, reason = "the protocol takes it by value")]
pub fn stop_gradient_adjoint_jvp<T: Differentiable>(x: T, _y_bar: T, _x_dot: T, _y_bar_dot: T) -> (T, T) {
    (x.zero_like(), x.zero_like())
}

/// The forward tangent of [`stop_gradient_vjp_into`].
#[inline]
pub fn stop_gradient_vjp_into_jvp<T: Differentiable, S: ?Sized>(
    x: T,
    _y_bar: T,
    _x_bar: &mut S,
    _x_dot: T,
    _y_bar_dot: T,
    _x_bar_dot: &mut S,
) -> (T, T) {
    let zero = x.zero_like();
    (x, zero)
}
