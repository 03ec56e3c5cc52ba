//! Transforms: IR → IR. They compose: `forward(reverse(f))` is the
//! Hessian-vector product.

mod bundle;
mod calls;
mod checkpoint;
mod constants;
mod count;
mod dce;
mod forward;
mod fuse;
mod growth;
mod hoist;
mod idle;
mod in_two;
mod independent;
mod keep;
mod lend;
mod ones;
mod partials;
mod product;
mod pullback;
mod restore;
mod reverse;
mod second;
mod seeds;
mod wide;

pub(crate) use bundle::bundle;
pub(crate) use checkpoint::split;
use dce::dce_before_sharing;
pub(crate) use dce::{dce, dce_open};
#[cfg(test)]
pub(crate) use forward::is_curved;
pub(crate) use forward::{Along, Wish as TangentWish, forward};
pub(crate) use hoist::hoist;
pub(crate) use idle::idle;
pub(crate) use in_two::{Calls, InTwo, Keeps, in_two, is_worth};
pub(crate) use independent::apart;
pub(crate) use lend::borrowing;
pub(crate) use pullback::{Pullback, pullback};
pub(crate) use restore::{Adjoint, Policy, restore};
pub(crate) use reverse::{
    OpenAdjoint, Repeats, Seed, Wish, adjoint_only, into, reverse, spelled, unspelled, without_value,
};
pub(crate) use second::{Second, second};
pub(crate) use wide::{Several, wide};

/// Lets the adjoint read of the primal what it would compute again, or record.
pub(crate) fn share(policy: Policy, open: OpenAdjoint) -> OpenAdjoint {
    let shared = match policy {
        Policy::Minimal | Policy::Guarded => count::count(keep::keep(fuse::fuse(open))),
        Policy::Apart => count::count(keep::keep(open)),
        Policy::Everything => open,
    };
    independent::done(shared)
}

/// Which companions a callee has, as far as its caller may count on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Callees {
    /// Those of both modes.
    Both,
    /// The forward tangent: the caller asks for no other companion either.
    Tangents,
    /// Those of both modes, and several directions are asked for: one with one float result is
    /// asked for its partials, which are the same along all of them.
    Partials,
}

/// Whether a transform reports what it computes to a trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Observe {
    Nothing,
    Everything,
}

/// A number that no loop of the block has, nor a larger one.
fn loop_count(block: &crate::ir::Block) -> u32 {
    let mut count = 0;
    block.visit(&mut |stmt| {
        if let crate::ir::Stmt::Loop(repeat) = stmt {
            count = count.max(repeat.id.0 + 1);
        }
    });
    count
}
