//! The library under another name.

use ad::{Differentiable, grad};

/// Everything that is generated.
#[grad(hvp, graph, trace, crate = ::ad)]
pub fn everything(x: f64, n: i32) -> f64 {
    let y = match n {
        0 => x.sin(),
        1..=3 => inner::helper(x).max(0.5),
        _ => return x.abs().sqrt(),
    };
    y * x
}

mod inner {
    use ad::grad;

    #[grad(hvp, crate = ad)]
    pub(crate) fn helper(x: f64) -> f64 {
        x.exp()
    }
}

/// Through a path of the user's own.
pub mod facade {
    pub use ad as library;
}

/// Named through it.
#[grad(graph, trace, crate = crate::facade::library)]
pub fn through_a_path(x: f64) -> f64 {
    x.tanh()
}

/// A type with a derivative.
#[derive(Clone, Differentiable)]
#[differentiable(crate = ::ad)]
pub struct Spring<T> {
    /// Its stiffness.
    pub stiffness: T,
    /// What it is called.
    #[constant]
    pub name: &'static str,
}

/// One by a path of the user's own.
#[derive(Clone, Differentiable)]
#[differentiable(crate = crate::facade::library)]
pub enum Load {
    /// Nothing.
    Free,
    /// A mass on a spring.
    Hung(f64, Spring<f64>),
}
