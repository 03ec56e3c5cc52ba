//! The checks: each crosses one function with one mode.

mod adjoint;
mod close;
mod into;
mod jacobian;
mod narrow;
mod primal;
mod second;
mod tangent;

pub use adjoint::reverse_forward;
pub use close::{Mismatch, Verdict};
pub use into::{into_forms, scalar_into_forms};
pub use narrow::{scalar_single_precision, single_precision};
pub use primal::{primal_bits, scalar_primal_bits};
pub use second::hvp;
pub use tangent::forward_fd;
