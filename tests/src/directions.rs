//! A function of data against finite differences: along directions, in every mode.
//!
//! What it takes is one value with leaves, a struct or a tuple of structs and floats, so
//! that nothing here knows a type.

use autodiff::Differentiable;

/// The function and its derivatives, of all that it is differentiated along.
#[allow(missing_debug_implementations, reason = "functions have no text")]
pub struct Modes<P> {
    /// The function itself.
    pub value: fn(&P) -> f64,
    /// The gradient, by the adjoint.
    pub gradient: fn(&P) -> P,
    /// The tangent of the value along a direction.
    pub tangent: fn(&P, &P) -> f64,
    /// The Hessian times a direction, if the function has it.
    pub hessian: Option<fn(&P, &P) -> P>,
}

/// Forward agrees with reverse, reverse with differences of the value, and the second order
/// with differences of the gradient.
///
/// # Panics
///
/// If it does not.
pub fn check<P: Differentiable>(at: &P, modes: &Modes<P>) {
    let gradient = (modes.gradient)(at);
    for seed in 0..3 {
        let direction = direction(at, seed);
        let slope = gradient.inner_product(&direction);
        close("forward and reverse", 1e-11, (modes.tangent)(at, &direction), slope);
        close("differences", 1e-7, difference(|e| (modes.value)(&moved(at, e, &direction))), slope);
        if let Some(hessian) = modes.hessian {
            let curved = hessian(at, &direction).flatten();
            for (i, found) in curved.into_iter().enumerate() {
                let leaf = |e: f64| (modes.gradient)(&moved(at, e, &direction)).flatten()[i];
                close("second order", 1e-6, found, difference(leaf));
            }
        }
    }
}

fn close(what: &str, tolerance: f64, found: f64, expected: f64) {
    let scale = 1.0 + expected.abs();
    assert!((found - expected).abs() <= tolerance * scale, "{what}: {found} is not {expected}");
}

/// Leaves that are neither zero nor alike.
fn direction<P: Differentiable>(like: &P, seed: u32) -> P {
    let mut direction = like.zero_like();
    let mut k = f64::from(seed);
    direction.visit_mut(&mut |leaf| {
        k += 1.0;
        *leaf = (1.7 * k).sin() + 0.2;
    });
    direction
}

fn moved<P: Differentiable>(from: &P, by: f64, direction: &P) -> P {
    let mut step = direction.clone();
    step.scale_by(by);
    let mut to = from.clone();
    to.accumulate(&step);
    to
}

/// The central difference of fourth order.
fn difference(f: impl Fn(f64) -> f64) -> f64 {
    let h = 1e-3;
    (8.0 * (f(h) - f(-h)) - (f(2.0 * h) - f(-2.0 * h))) / (12.0 * h)
}
