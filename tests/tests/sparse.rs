//! Sparse Jacobians and Hessians: patterns, values, and how many sweeps they cost.

#![allow(
    clippy::explicit_iter_loop,
    clippy::needless_range_loop,
    clippy::redundant_closure,
    reason = "as numerical programmers write"
)]

#[path = "sparse/branches.rs"]
mod branches;
#[path = "sparse/callees.rs"]
mod callees;
#[path = "sparse/calls.rs"]
mod calls;
#[path = "sparse/counted.rs"]
mod counted;
#[path = "sparse/hessians.rs"]
mod hessians;
#[path = "sparse/into.rs"]
mod into;
#[path = "sparse/jacobians.rs"]
mod jacobians;
#[path = "sparse/shapes.rs"]
mod shapes;
