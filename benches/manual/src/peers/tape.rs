//! The crate `reverse`: every operation is written on a tape, which is then run
//! backwards.

use super::Number;
use reverse::{Tape, Var};

impl Number for Var<'_> {
    fn value(self) -> f64 {
        self.val()
    }
    fn recip(self) -> Self {
        Var::recip(&self)
    }
    fn exp(self) -> Self {
        Var::exp(&self)
    }
    fn ln(self) -> Self {
        Var::ln(&self)
    }
    fn tanh(self) -> Self {
        Var::tanh(&self)
    }
    fn sqrt(self) -> Self {
        Var::sqrt(&self)
    }
    fn sin_cos(self) -> (Self, Self) {
        (self.sin(), self.cos())
    }
}

/// A function of variables on a tape.
pub trait Function: for<'t> Fn(&[Var<'t>]) -> Var<'t> {}

impl<F: for<'t> Fn(&[Var<'t>]) -> Var<'t>> Function for F {}

/// The gradient. The tape is emptied first, and keeps its memory from run to run.
pub fn gradient(tape: &Tape, x: &[f64], function: impl Function) -> Vec<f64> {
    tape.clear();
    let mut all = function(&tape.add_vars(x)).grad();
    // The variables were the first to be written.
    all.truncate(x.len());
    all
}

/// The two rows of the Jacobian of a pair.
pub fn rows<const N: usize>(
    tape: &Tape,
    x: &[f64; N],
    function: impl for<'t> Fn(&[Var<'t>; N]) -> [Var<'t>; 2],
) -> [[f64; N]; 2] {
    tape.clear();
    function(&x.map(|x| tape.add_var(x))).map(|y| {
        let all = y.grad();
        std::array::from_fn(|i| all[i])
    })
}
