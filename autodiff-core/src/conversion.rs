//! That `x.into()` is std's: proof that no method of one's own is called.

/// Compiles if `into` of a value is std's, as only that makes an `Option` of any type.
///
/// ```
/// # #[derive(Clone, Copy)]
/// struct Plain(f64);
///
/// autodiff_core::conversion::converted(&Plain(2.0), |of| of.into());
/// ```
///
/// ```compile_fail,E0308
/// # #[derive(Clone, Copy)]
/// struct Own(f64);
///
/// impl Own {
///     fn into(self) -> f64 {
///         self.0
///     }
/// }
///
/// autodiff_core::conversion::converted(&Own(2.0), |of| of.into());
/// ```
#[inline]
pub fn converted<T: Claimed>(_: T, _: fn(T::Value) -> Option<T::Value>) {}

/// The same of a reference to a value.
///
/// ```
/// autodiff_core::conversion::converted_where_it_is(&vec![2.0], |of| of.into());
/// ```
#[inline]
pub fn converted_where_it_is<T>(_: &T, _: for<'t> fn(&'t T) -> Option<&'t T>) {}

/// What a value is of which a claim is written, or a reference to it.
pub trait Claimed {
    /// Its type.
    type Value;
}

impl<T> Claimed for &T {
    type Value = T;
}

impl Claimed for f64 {
    type Value = f64;
}

impl Claimed for f32 {
    type Value = f32;
}
