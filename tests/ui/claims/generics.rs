//! What rustc says where a bound by the name of a float's is none, and where a caller does
//! not say that its parameter is a float of std.

use autodiff::{Real, grad};

mod dual {
    pub(crate) trait Float: Copy + std::ops::Mul<Output = Self> {
        fn sin(self) -> Self;
    }
}

#[grad]
fn of_its_own<T: dual::Float>(x: T) -> T {
    x * x.sin()
}

mod shifted {
    pub(crate) trait Float: autodiff::Real {
        fn one() -> Self;
        fn sin(self) -> Self;
    }
}

#[grad]
fn shadowed<T: shifted::Float>(x: T) -> T {
    T::one() * shifted::Float::sin(x)
}

#[grad]
fn square<T: num_traits::Float>(x: T) -> T {
    x * x
}

fn generic_caller<T: num_traits::Float>(x: T) -> T {
    square_grad(x)
}

fn fine<T: Real>(x: T) -> T {
    square_of_real_grad(x)
}

#[grad]
fn square_of_real<T: Real>(x: T) -> T {
    x * x
}

fn main() {}
