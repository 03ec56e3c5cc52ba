//! Differentiated functions that another crate calls.

use autodiff::grad;

/// A softened distance.
#[grad(hvp)]
pub fn soft_distance(x: f64, y: f64, softening: f64) -> f64 {
    (x * x + y * y + softening * softening).sqrt()
}

/// The polar form of a point.
#[grad(hvp)]
pub fn polar(x: f64, y: f64) -> (f64, f64) {
    (x.hypot(y), y.atan2(x))
}

/// A rule by hand: the cube, whose companions are written out.
pub fn cube(x: f64) -> f64 {
    x * x * x
}

/// The tangent of [`cube`].
pub fn cube_jvp(x: f64, x_dot: f64) -> (f64, f64) {
    (cube(x), 3.0 * x * x * x_dot)
}

/// The adjoint of [`cube`].
pub fn cube_vjp(x: f64, y_bar: f64) -> (f64, f64) {
    (cube(x), 3.0 * x * x * y_bar)
}
