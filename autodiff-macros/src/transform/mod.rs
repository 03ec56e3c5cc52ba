//! Transforms: IR → IR. They compose: `forward(reverse(f))` is the
//! Hessian-vector product.

mod calls;
mod dce;
mod forward;
mod growth;
mod ones;
mod partials;
mod product;
mod restore;
mod reverse;
mod seeds;

pub(crate) use dce::{dce, dce_open};
pub(crate) use forward::forward;
pub(crate) use restore::{Policy, restore};
pub(crate) use reverse::{Seed, Wish, adjoint_only, into, reverse, without_value};

/// Whether a transform reports what it computes to a trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Observe {
    Nothing,
    Everything,
}
