//! The checks: each crosses one function with one mode.

mod adjoint;
mod close;
mod gradient;
mod into;
mod jacobian;
mod narrow;
mod primal;
mod pullback;
mod second;
mod sparse;
mod tangent;
mod taylor;

pub use adjoint::reverse_forward;
pub use close::{Mismatch, Verdict};
pub use gradient::gradient;
pub use into::into_forms;
pub use narrow::single_precision;
pub use primal::primal_bits;
pub use pullback::pullback;
pub use second::hvp;
pub use sparse::sparse;
pub use tangent::forward_fd;
pub use taylor::taylor;
