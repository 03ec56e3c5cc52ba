//! An activation function chosen by a unit enum.

use autodiff::grad;

#[derive(Clone, Copy, PartialEq)]
pub enum Activation {
    Identity,
    Relu,
    Elu,
    Tanh,
}

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn activation_enum(#[constant] kind: Activation, x: f64, alpha: f64) -> f64 {
    match kind {
        Activation::Identity => x,
        Activation::Relu => x.max(0.0),
        Activation::Elu if x >= 0.0 => x,
        Activation::Elu => alpha * x.exp_m1(),
        Activation::Tanh => x.tanh(),
    }
}

pub const POINTS: &[(Activation, f64, f64)] = &[
    (Activation::Identity, 1.2, 1.0),
    (Activation::Relu, 0.7, 1.0),
    (Activation::Relu, -0.7, 1.0),
    (Activation::Elu, 0.4, 0.9),
    (Activation::Elu, -0.4, 0.9),
    (Activation::Tanh, 0.3, 1.0),
];
