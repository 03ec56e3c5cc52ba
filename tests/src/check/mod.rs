//! The checks: each crosses one function with one mode.

mod adjoint;
mod close;
mod into;
mod jacobian;
mod narrow;
mod primal;
mod program;
mod second;
mod tangent;

pub use adjoint::reverse_forward;
pub use close::{Mismatch, Verdict};
pub use into::{into_forms, scalar_into_forms};
pub use narrow::{scalar_single_precision, single_precision};
pub use primal::{primal_bits, scalar_primal_bits};
pub use program::{program_forward, program_gradient, program_into, program_narrow, program_reverse, program_second};
pub use second::hvp;
pub use tangent::forward_fd;
