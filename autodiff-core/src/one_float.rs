//! A float under another name, `type Real = f64`, as the result of a function.

/// What a gradient asks of the type of its function.
#[diagnostic::on_unimplemented(
    message = "a function that gives `{Self}` has no gradient: that is no float",
    label = "no one float",
    note = "its `_vjp` gives the cotangents for one of `{Self}`"
)]
pub trait OneFloat {
    /// The cotangent of the value.
    const ONE: Self;
    /// The tangent of that.
    const ZERO: Self;
}

impl OneFloat for f64 {
    const ONE: f64 = 1.0;
    const ZERO: f64 = 0.0;
}

impl OneFloat for f32 {
    const ONE: f32 = 1.0;
    const ZERO: f32 = 0.0;
}
