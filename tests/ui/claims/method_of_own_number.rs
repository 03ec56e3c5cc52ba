//! A method of a trait that is called as numbers are need not be that of floats.

use autodiff::grad;

trait FloatType: Copy + std::ops::Mul<Output = Self> {
    /// By a table, say.
    fn sqrt(self) -> Self;
}

#[grad]
fn root<F: FloatType>(x: F) -> F {
    (x * x).sqrt()
}

fn main() {}
