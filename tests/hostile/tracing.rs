//! What the trace calls its own variables.

use autodiff::grad;

/// Their product.
#[grad(hvp, trace, graph)]
pub fn tracing(trace: f64, sweep: f64, direction: f64) -> f64 {
    let value = trace * sweep;
    value * direction
}
