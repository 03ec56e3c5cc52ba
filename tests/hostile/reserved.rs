//! The names that generated code keeps for itself.

use autodiff::grad;

/// What the trace calls its own variables.
#[grad(hvp, trace, graph)]
pub fn tracing(trace: f64, sweep: f64, direction: f64) -> f64 {
    let value = trace * sweep;
    value * direction
}

/// What a product is called in which a zero wins.
#[grad(hvp, trace)]
pub fn parameter(x: f64, zero_wins: f64) -> f64 {
    x.sqrt() * zero_wins
}

/// A function of the user's with that name, on integers.
#[grad(hvp, trace)]
pub fn function(x: f64, n: i32) -> f64 {
    let k: i32 = zero_wins(n);
    x.sqrt() * k as f64
}

fn zero_wins(n: i32) -> i32 {
    n + 1
}

/// An enum that cannot be copied, looked at twice.
pub enum Phase {
    /// Rising.
    Up,
    /// Falling.
    Down,
}

/// Matching on unit variants moves nothing.
#[grad(hvp, trace)]
pub fn twice(#[constant] phase: Phase, x: f64) -> f64 {
    let y = match phase {
        Phase::Up => x.sin(),
        Phase::Down => -x,
    };
    match phase {
        Phase::Up => y * y,
        Phase::Down => y,
    }
}

/// A constant that is not written in capitals.
#[allow(non_upper_case_globals)]
pub const scale: f64 = 2.5;

/// It is a float as any.
#[grad(hvp, trace)]
pub fn constant(x: f64) -> f64 {
    let y: f64 = x * scale;
    y.sin()
}

/// Comparisons as methods.
#[grad(hvp, trace)]
pub fn comparison(x: f64, y: f64) -> f64 {
    if x.lt(&y) { x * x } else { y }
}
