//! Traces for the tests.

use super::{Trace, TraceValue};

/// Values of every kind, and derivatives that are there or not.
pub(crate) fn mixed() -> Trace {
    let mut trace = Trace::new("mixed", &["x", "größe"], &["y"]);
    trace.value(1, "x", "x", 0.5);
    trace.value(2, "größe", "größe", 1_234.5);
    trace.value(3, "n", "n", 42_usize);
    trace.value(4, "w2 > 0 || w1 > 0", "x > 0.0 || f(a, b)", true);
    trace.value(6, "w1·w2", "x * größe", 617.25);
    trace.value(7, "exp(w6)", "(x *\n größe).exp()", 1.1e268_f64);
    trace.value(9, "w8.0", "pair.0", TraceValue::Opaque);
    for (input, id, tangent) in
        [(0, 1, 1.0), (1, 2, 1.0), (0, 6, 1_234.5), (1, 6, 0.5), (0, 7, -1e-9), (1, 7, f64::NAN)]
    {
        trace.tangent(input, id, tangent);
    }
    for (id, adjoint) in [(7, 1.0), (6, 0.25), (2, 0.125), (1, -308.625)] {
        trace.adjoint(0, id, adjoint);
    }
    trace
}
