//! Names of the user's that are also names of generated code.

use autodiff::grad;

/// Parameters and variables with the names of values, temporaries, tangents
/// and adjoints: `w1·w3 + sin(t1)`, and each of them once more.
#[grad(hvp, trace)]
pub(crate) fn values(w1: f64, w3: f64, t1: f64) -> f64 {
    let w2 = w1 * w3;
    let t2 = t1.sin();
    let w4_bar = w2 + t2;
    let w5_dot = w4_bar * 1.0;
    w5_dot + 0.0
}

/// `x·y + x_dot·y_bar·x_bar + out_bar + y_bar_dot`, of parameters that the
/// companions have, too.
#[grad(hvp, trace)]
#[allow(clippy::too_many_arguments, reason = "there are many such names")]
pub(crate) fn parameters(
    x: f64,
    y: f64,
    x_dot: f64,
    x_bar: f64,
    y_bar: f64,
    out_bar: f64,
    x_bar_out: f64,
    y_bar_dot: f64,
) -> f64 {
    x * y + x_dot * y_bar * x_bar + out_bar * x_bar_out + y_bar_dot
}

/// The entries of a cotangent that is a tuple have names of their own.
#[grad]
pub(crate) fn entries(y_bar_0: f64, y_bar_1: f64, y_bar: f64) -> (f64, f64) {
    (y_bar_0 * y_bar_1, y_bar)
}

/// Functions beside the function are called like its values.
#[grad(hvp)]
pub(crate) fn functions(x: f64) -> f64 {
    let w2 = w3(x);
    t1(w2) * x
}

#[grad(hvp)]
fn w3(x: f64) -> f64 {
    x * x
}

#[grad(hvp)]
fn t1(x: f64) -> f64 {
    x.sin()
}

pub(crate) struct Spring {
    pub(crate) k: f64,
}

impl Spring {
    /// A field in the place of a value.
    #[grad(hvp, trace)]
    pub(crate) fn energy(#[constant] &self, w2: f64, x0: f64) -> f64 {
        let w1 = w2 - x0;
        0.5 * self.k * w1 * w1
    }

    /// A method in the place of a function.
    #[grad]
    pub(crate) fn twice(#[constant] &self, w1: f64) -> f64 {
        2.0 * self.energy(w1, 0.0) + Self::energy(self, w1, 1.0)
    }
}
