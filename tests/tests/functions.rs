//! Functions as arguments: a quadrature, a root finder, a step of Runge and Kutta are written
//! once, and differentiated through, along what the closure captures too.
#![allow(clippy::all, clippy::pedantic, reason = "written as people write it")]
#![allow(
    clippy::needless_range_loop,
    clippy::cast_precision_loss,
    clippy::needless_pass_by_value,
    clippy::many_single_char_names,
    clippy::similar_names,
    clippy::cast_lossless,
    clippy::ptr_arg,
    clippy::needless_borrows_for_generic_args,
    clippy::redundant_closure,
    clippy::redundant_closure_for_method_calls,
    reason = "written as people write it"
)]

#[path = "functions/"]
mod functions {
    pub(crate) mod captured;
    pub(crate) mod chosen;
    pub(crate) mod given;
    pub(crate) mod handed_on;
    pub(crate) mod held;
    pub(crate) mod instead;
    pub(crate) mod named;
    pub(crate) mod solvers;
    pub(crate) mod tables;
}
